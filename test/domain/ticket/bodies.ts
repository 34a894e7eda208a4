/** A valid body for every action, several for those that can go several ways. */
import type { ActionBody, ActionName } from '../../../domain/ticket/actions.ts';
import type { Ticket } from '../../../domain/ticket/state.ts';

/** How many ways there are at most. */
export const choicesOf = 5;

const words = '说明';
const noCard = 'PROMISE-9-red';

type Ask = { ticket: Ticket; choice: number; officeId: string; ownOfficeId: string | null };

const bodies: { [Name in ActionName]: (ask: Ask) => ActionBody<Name> } = {
  claim: () => ({}),
  release: () => ({}),
  assign: () => ({ personId: 'rival-a' }),
  accept: () => ({}),
  'request-supplement': () => ({ materials: ['id-card'], explanation: words, secondReason: words }),
  supplement: () => ({ text: words }),
  refuse: () => ({ legalBasis: '条例第三条', reason: words, remedy: words }),
  withdraw: () => ({}),
  merge: () => ({ into: '01KAR5Z4VJ9M6YQ3X7T8N2B1CE', reason: words }),
  route: ({ officeId }) => ({ officeId }),
  sign: () => ({}),
  'return-to-station': () => ({ reason: words }),
  'refer-to-arbiter': () => ({ reason: words }),
  'assign-office': ({ officeId }) => ({ officeId, reason: words }),
  'ask-resident': () => ({ question: words }),
  answer: () => ({ answer: words }),
  'begin-special-step': ({ choice }) => ({
    kind: choice % 2 === 0 ? 'hearing' : 'testing',
    legalBasis: '行政许可法第四十五条',
    body: words,
    explanation: words,
    expectedEnd: '2027-06-01',
  }),
  'end-special-step': ({ ticket, choice }) => ({
    step: ticket.specialSteps[choice % Math.max(1, ticket.specialSteps.length)] ?? 'hearing-1',
    finding: words,
  }),
  extend: ({ choice }) => ({ by: { n: choice + 1, unit: 'wd' }, reason: words }),
  'complete-step': ({ ticket, ownOfficeId }) => ({
    step: ticket.steps.find(({ status, officeId }) => status === 'delivered' && officeId === ownOfficeId)?.id ?? 'none',
  }),
  resolve: ({ choice }) => ({
    outcome: choice % 2 === 0 ? 'done' : 'denied',
    answer: words,
    legalBasis: '条例第三条',
    appealPath: words,
  }),
  rate: ({ choice }) => ({ level: ((choice + 1) % 5) + 1 }),
  'open-rating': () => ({}),
  'rate-by-phone': ({ choice }) => (choice === 0 ? { reached: false } : { reached: true, level: choice + 1 }),
  'verify-rating': () => ({ finding: words }),
  rectify: ({ choice }) => ({ how: choice % 2 === 0 ? 'rectified' : 'explained', explanation: words }),
  'record-call-back': ({ choice }) => ({ level: choice + 1, note: words }),
  'appeal-rating': () => ({ evidence: words }),
  'decide-rating-appeal': ({ choice }) => ({ upheld: choice % 2 === 0, reason: words }),
  'request-reopen': () => ({ reason: words }),
  'approve-reopen': () => ({}),
  'decline-reopen': () => ({ reason: words }),
  'explain-card': ({ ticket, ownOfficeId }) => ({
    card: ticket.cards.find(({ unit, explained }) => !explained && unit === ownOfficeId)?.id ?? noCard,
    explanation: words,
  }),
  'decide-card': ({ ticket, choice }) => ({
    card: ticket.cards.find(({ rung }) => rung !== 'city')?.id ?? noCard,
    decision: choice % 2 === 0 ? 'cancelled' : 'upheld',
    reason: words,
  }),
  urge: () => ({}),
  comment: () => ({ text: words }),
  note: () => ({ text: words }),
};

/** A body that the row's schema takes. `choice` picks one of the ways, `officeId` is the office to name. */
export const bodyFor = (
  name: ActionName,
  ticket: Ticket,
  choice: number,
  officeId: string,
  ownOfficeId: string | null,
): ActionBody<ActionName> => bodies[name]({ ticket, choice, officeId, ownOfficeId });
