/**
 * What a ticket is at one moment: the fold of its events, small enough to be read with every request.
 * Nothing personal is in it. Where each state leads stands in actions.ts, how events move it in apply.ts.
 */
import { type Channel, type Mode, type Regime, stationDepartment } from '../catalogue.ts';
import type { Lane } from '../priority.ts';
import type { Limit } from '../sla/limit.ts';
import type { Stop } from '../sla/stop.ts';
import type { CivilDate, Instant } from '../time.ts';

export const states = {
  submitted: { zh: '待受理', en: 'Waiting to be accepted' },
  'awaiting-supplement': { zh: '待补正', en: 'Waiting for missing papers' },
  accepted: { zh: '已受理', en: 'Accepted, being passed on' },
  routed: { zh: '待签收', en: 'With the office, not yet signed for' },
  'in-progress': { zh: '办理中', en: 'Being handled' },
  returned: { zh: '退回待派', en: 'Sent back, waiting for another office' },
  'in-arbitration': { zh: '待裁定', en: 'Waiting for the arbiter to name the office' },
  'awaiting-resident': { zh: '待居民答复', en: 'Waiting for the resident to answer' },
  'in-special-step': { zh: '特殊环节', en: 'In a special step' },
  resolved: { zh: '已办结', en: 'Done' },
  rectifying: { zh: '整改中', en: 'Being put right after a bad rating' },
  'calling-back': { zh: '回访中', en: 'Being called back' },
  'reopen-requested': { zh: '申请重办', en: 'Asked to be handled again' },
  closed: { zh: '已关闭', en: 'Closed' },
  refused: { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '逾期失效', en: 'Lapsed' },
  merged: { zh: '已合并', en: 'Merged into another ticket' },
} as const;

export type State = keyof typeof states;

/** States in which nobody has to act any more. */
export const finalStates = ['closed', 'refused', 'withdrawn', 'lapsed', 'merged'] as const satisfies State[];

/** Who has it now. Exactly one, always; after the end it is nobody's turn: `none`. */
export type Holder =
  | { kind: 'resident' }
  | { kind: 'station' | 'office'; id: string }
  | { kind: 'arbiter' }
  | { kind: 'special-body' }
  /** Somebody over the region who did not handle it. */
  | { kind: 'reviewer' }
  | { kind: 'none' };

/** The name under which a holder's working time is booked: `resident`, `office:police-320613001` … */
export const holderKey = (holder: Holder): string => ('id' in holder ? `${holder.kind}:${holder.id}` : holder.kind);

export const clockNames = [
  'ACCEPT',
  'SIGN',
  'RETURN',
  'PROMISE',
  'STATUTORY',
  'ANSWER',
  'URGENT',
  'COUNTER',
  'VERIFY',
  'RECTIFY',
  'CALLBACK',
  'APPEAL',
  'REVIEW',
  'STEP',
] as const;
export type ClockName = (typeof clockNames)[number];

export const alarmLevels = ['notice', 'warning', 'missed', 'yellow', 'red'] as const;
export type AlarmLevel = (typeof alarmLevels)[number];

/**
 * A clock as its events left it. `due` and `alarms` were computed when an event set or moved the clock, with the
 * calendar and rules named here; the fold consults no calendar.
 */
export type Clock = {
  name: ClockName;
  /** STEP: which step of the item's own plan it is for. */
  step?: string;
  /** Which round of it: the ticket's generation, or more where papers came in or an office was named once again. */
  generation: number;
  start: Instant;
  /** Minutes are no legal limit: only COUNTER has them. */
  limit: Limit | { n: number; unit: 'min' };
  due: Instant;
  provisional: boolean;
  /** Version of the working calendar and of the rules that `due` was computed with. */
  calendar: string;
  rule: string;
  stops: Stop[];
  extension?: Limit;
  /** When each alarm is to be raised, and how far they have been raised. */
  alarms: Partial<Record<AlarmLevel, Instant>>;
  raised: AlarmLevel[];
  /** A breach is booked the moment the due passes; the clock then goes on to its end. */
  status: 'running' | 'stopped' | 'met' | 'missed' | 'cancelled';
  endedAt?: Instant;
  /** The desk that had the ticket when the due passed, where it has left that desk since. Not of a step: it has its office. */
  lateAt?: string;
};

/** Where a card waits for its decision, lowest first. */
export const rungs = ['street', 'district', 'city'] as const;
export type Rung = (typeof rungs)[number];
export type CardLevel = Extract<AlarmLevel, 'yellow' | 'red'>;

/** A card that nobody has decided on yet. The decided ones are in the events. */
export type Card = {
  /** Clock, generation and level, so there is one of each: `PROMISE-1-yellow`. */
  id: string;
  level: CardLevel;
  at: Instant;
  /** The station or office that had the ticket when the due passed: it has to explain. */
  unit: string;
  rung: Rung;
  explained: boolean;
  /** Until when the unit explains, then the supervisor decides. After that it goes one rung up, while there is one. */
  answerBy: Instant;
};

/** A step of the item's own plan, for the office that must do it. Until when: its clock STEP. */
export type StepRecord = { id: string; officeId: string; status: 'ready' | 'delivered' | 'done' };

/** A state that ends by itself: lapse, unanswered question, auto-close, acceptance by law. Counted in whole days. */
export type Window = {
  from: CivilDate;
  limit: Limit;
  endsAt: Instant;
  provisional: boolean;
  /** Version of the working calendar that `endsAt` was computed with. */
  calendar: string;
};

export type Outcome = 'granted' | 'denied' | 'answered' | 'done' | 'explained';

/** Who typed it in; an agent names the mandate, unless it is one on paper. */
export type FiledBy = { kind: 'resident' | 'agent' | 'staff'; id: string; mandateId?: string };

/** `outdone`: the desk asked for this material again; `verified`: it was found good with this ticket. */
export type TicketPaper = {
  id: string;
  material: string;
  sequence: number;
  reused?: true;
  outdone?: true;
  verified?: true;
};

export type Ticket = {
  id: string;
  reference: string;
  /** Number of events so far; the next event is sequence + 1. */
  sequence: number;
  /** What If-Match names: counts only events that change what a person would decide (not alarms, notes, comments). */
  version: number;
  state: State;
  /** 1 at first; each reopening adds one. */
  generation: number;

  itemId: string;
  itemVersion: number;
  department: string;
  mode: Mode;
  regime: Regime;
  channel: Channel;
  communityCode: string;
  /** The resident's id; null when filed anonymously. */
  residentId: string | null;
  /** Who typed it, when it was not the resident. */
  filedBy: FiledBy;
  lane: Lane;
  /** Did the resident carry a special-group tag when filing? Counted apart, as the plan asks. */
  special: boolean;
  /** A dispute, or an address that must stay hidden: only staff with a clearance know that it exists. */
  restricted: boolean;
  /** Which special groups those were. */
  groups: string[];
  filedAt: Instant;
  /** The working day on which the filing counts as received. */
  receivedOn: CivilDate;
  acceptedOn?: CivilDate;

  stationId: string;
  /** The office that must decide; null until routing has found it. */
  officeId: string | null;
  /** How often it has been routed; a delivery counts only for the newest. */
  routing: number;
  /** Routing found no office: a person at the station must choose. */
  unmatched: boolean;
  /** Has the holder's queue brought it to the holder's board? */
  delivered: boolean;
  /** The person at the holder who works on it. */
  handlerId: string | null;
  holder: Holder;
  heldSince: Instant;
  /** Working time by holder up to heldSince, in milliseconds. */
  elapsed: Record<string, number>;

  clocks: Clock[];
  cards: Card[];
  steps: StepRecord[];
  /** Offices that sent it back, oldest first. */
  returnedBy: string[];
  /** The arbiter's choice may not be sent back. */
  arbitrated: boolean;
  /** Uploaded papers, with the event that each came with. Absent on tickets older than papers. */
  papers?: TicketPaper[];
  /** The need for which it was filed. */
  needId?: string;
  /** How often papers were asked for; the second list needs a supervisor. */
  supplements: number;
  /** Until when the state lasts, where it ends by itself. */
  window?: Window;
  /** Open special steps. */
  specialSteps: string[];
  outcome?: Outcome;
  /** When this generation came to its end: resolved, refused, withdrawn or lapsed. A reopening may be asked for from here. */
  settledAt?: Instant;
  resolvedBy?: string;
  rating?: {
    level: number;
    at: Instant;
    generation: number;
    verified?: boolean;
    second?: number;
    appeal?: 'open' | 'upheld' | 'rejected';
  };
  /** The screen that was turned round last: which event opened it, who, until when. */
  ratingScreen?: { sequence: number; openedBy: string; endsAt: Instant };
  /** How often somebody called in vain for a rating of this generation. */
  ratingCalls?: number;
  /** Staff who did anything to it, and for whom they stood in. Absent on tickets older than this. */
  actedBy?: string[];
  urgedOn?: CivilDate;
  /** The lead ticket, once merged; the tickets merged into this one. */
  mergedInto?: string;
  followers: number;
};

/** Does the work go to an office of a department, or does the station do it itself? */
export const needsRouting = ({ mode, department }: { mode: Mode; department: string }): boolean =>
  mode === 'proxy' || mode === 'transfer' || (mode === 'consult' && department !== stationDepartment);

/** Is it time for the rule to find the office? On submission for what goes straight there, after acceptance for all. */
export const awaitsRouting = (ticket: Ticket): boolean =>
  needsRouting(ticket) &&
  ticket.officeId === null &&
  !ticket.unmatched &&
  (ticket.state === 'accepted' || (ticket.state === 'submitted' && ticket.mode !== 'proxy'));
