/** The words of supervision in English. */
import type { SupervisionWords } from './zh.ts';

export const en: SupervisionWords = {
  title: 'Supervision',
  nav: 'Menu of supervision',
  keyNumbers: 'Switch lists / the action with that number',
  notStaff: 'These pages are for supervisors, arbiters and auditors',
  notStaffDo: 'Your account is over no region. If you are new in office, ask the administrator.',
  places: { attention: 'Today', audit: 'Audit' },
  find: {
    label: 'Find by reference',
    placeholder: 'Reference, eight characters',
    none: 'No such reference, or not in your region.',
    noReference:
      'Type the eight characters of the receipt. Supervisors do not look for people by name, phone or ID number.',
  },
  notOver: {
    title: 'Not a region of yours',
    which: (own) => `You are over ${own}`,
    text: 'Lists and numbers of other streets and districts are for their own supervisors. What everybody may see is on the public page of a community.',
    back: 'To my region',
  },
  regions: {
    title: 'Region',
    levels: { district: 'District', street: 'Street', community: 'Community' },
    all: { district: 'All districts', street: 'All streets', community: 'All communities' },
  },
  attention: {
    kinds: 'Lists to look at',
    count: (n) => `${n} to look at`,
    allWell: 'Nothing to look at',
    nothing: (kind) => `The list “${kind}” is empty. What comes in appears here by itself.`,
    caption: (kind) => `${kind}, the oldest first`,
    waits: 'Waits',
    since: (time) => time,
    place: 'Community',
    holder: 'Who has it',
    card: 'Card',
    promised: 'Promised',
    decide: 'explained, to decide',
    unexplained: 'not explained yet',
  },
};
