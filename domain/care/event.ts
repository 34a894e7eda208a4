/**
 * What is recorded of the care for one resident: the register of special groups, needs, contacts, cards. Identifiers and
 * choices from lists only; what people typed lies sealed beside the event.
 */
import type { CardMoved } from '../ticket/card.ts';
import type { Actor } from '../ticket/event.ts';
import type { Card } from '../ticket/state.ts';
import type { CivilDate, Instant } from '../time.ts';
import type { NeedKind, Outcome, Source, Way } from './contact.ts';
import type { Quarter } from './quarter.ts';

/** Of whom it tells; the same in each event, so that counting reads nothing else. */
export type CareSubject = {
  residentId: string;
  communityCode: string;
  /** The station or desk that answers for the community. */
  stationId: string;
  /** That there is such a person must not be learnt: known to cleared staff, counted in districts and above. */
  restricted: boolean;
};

/** When it happened, until when it had to be recorded, and was it recorded later. */
export type Recorded = { contactAt: Instant; dueBy: Instant; late: boolean };
/** Who leaves the register, and the quarter that no longer counts as covered, if it had been. */
export type Leaving = { leaves: boolean; uncovers: Quarter | null };

export type CareBody =
  /** `enters`: they were in no group before; `covers`: and had been reached in this quarter already. */
  | {
      type: 'GroupAdded';
      group: string;
      from: CivilDate;
      to: CivilDate | null;
      source: Source;
      enters: boolean;
      covers: Quarter | null;
    }
  | ({ type: 'GroupEnded'; group: string; why: 'removed' | 'expired' } & Leaving)
  /** `covers`: the quarter in which it is the first contact; null: not on the register then, or not reached, or not the first. */
  | ({
      type: 'ContactRecorded';
      way: Way;
      outcome: Outcome;
      covers: Quarter | null;
      next: CivilDate | null;
    } & Recorded &
      Leaving)
  | ({ type: 'NeedRecorded'; needId: string; kind: NeedKind; way: Way } & Recorded)
  | { type: 'NeedFiled'; needId: string; ticketId: string }
  | { type: 'NeedClosed'; needId: string; result: 'met' | 'dropped'; ticketId?: string }
  /** Something of theirs was resolved: that is a service. */
  | { type: 'Served'; ticketId: string; servedAt: Instant; covers: Quarter }
  | { type: 'QuarterMissed'; quarter: Quarter; card: Pick<Card, 'id' | 'level' | 'unit' | 'rung' | 'answerBy'> | null }
  | CardMoved;

/** `sealed`: digest of the words beside it, under the resident's key. */
export type CareEvent = CareBody & {
  sequence: number;
  at: Instant;
  actor: Actor;
  subject: CareSubject;
  sealed?: string;
};
export type CareEventType = CareEvent['type'];

export const careEventNames: Readonly<Record<CareEventType, { zh: string; en: string }>> = {
  GroupAdded: { zh: '列入特殊困难群体', en: 'Put into a special group' },
  GroupEnded: { zh: '不再属于该群体', en: 'No longer in the group' },
  ContactRecorded: { zh: '联系', en: 'Contact' },
  NeedRecorded: { zh: '登记需求', en: 'Need recorded' },
  NeedFiled: { zh: '需求已转为申请', en: 'A request was filed for the need' },
  NeedClosed: { zh: '需求办结', en: 'Need closed' },
  Served: { zh: '办结一件申请', en: 'A request was resolved' },
  QuarterMissed: { zh: '本季度未联系到', en: 'Not reached in the quarter' },
  CardExplained: { zh: '说明牌子', en: 'Card explained' },
  CardEscalated: { zh: '牌子升级', en: 'Card taken one level up' },
  CardDecided: { zh: '裁定牌子', en: 'Card decided' },
};
