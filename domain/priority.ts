/**
 * Who goes first: a published rule over the item and the resident's tags at filing. Boards show lane by lane, each
 * strictly by due moment; the weight only decides between equal due moments. Nobody else is reordered, and the
 * floating population stands in the same queue with the same promise.
 */
import type { ApplicantGroup, Item } from './catalogue.ts';

export const lanes = ['urgent', 'priority', 'ordinary'] as const;
export type Lane = (typeof lanes)[number];

export type Priority = {
  readonly lane: Lane;
  /** Greatest published weight of the matching groups; 0 in the ordinary lane. */
  readonly weight: number;
  readonly reason: { readonly zh: string; readonly en: string };
};

/**
 * - rule `urgent`: a resident of the item's groups goes to the urgent lane;
 * - rules `priority-queue` and `fast-track`: to the priority lane;
 * - rule `none`, and everyone outside the groups: the ordinary lane.
 *
 * `groups` is the catalogue's list of applicant groups, which publishes the weights.
 */
export const priorityOf = (item: Item, tags: readonly string[], groups: readonly ApplicantGroup[]): Priority => {
  const { rule, groups: favoured = [], zh, en } = item.priority;
  const matching = groups.filter(({ id }) => favoured.includes(id) && tags.includes(id));
  if (rule === 'none' || matching.length === 0) {
    return { lane: 'ordinary', weight: 0, reason: { zh: '按受理先后顺序', en: 'First come, first served' } };
  }
  return {
    lane: rule === 'urgent' ? 'urgent' : 'priority',
    weight: Math.max(...matching.map(({ priorityWeight }) => priorityWeight)),
    reason: {
      zh: `${matching.map((group) => group.zh).join('、')}：${zh}`,
      en: `${matching.map((group) => group.en).join(', ')}: ${en}`,
    },
  };
};
