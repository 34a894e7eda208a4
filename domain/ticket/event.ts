/**
 * What happened to a ticket. Append-only, each carrying the hash of the one before (store/chain.ts); together they
 * are the ticket, its audit trail and the source of every number. Nothing personal and no words that a person typed
 * are in an event: those lie sealed beside it (`sealed`), under the same sequence number.
 */
import type { Channel, Mode, Regime } from '../catalogue.ts';
import type { Lane } from '../priority.ts';
import type { AttachedPaper } from '../paper.ts';
import type { RatingMode } from '../rating.ts';
import type { Limit } from '../sla/limit.ts';
import type { CivilDate, Instant } from '../time.ts';
import type {
  AlarmLevel,
  Card,
  CardLevel,
  Clock,
  ClockName,
  FiledBy,
  Outcome,
  Rung,
  StepRecord,
  Window,
} from './state.ts';

/** Who did it. `system` is time passing, routing and delivery. */
/** `deputyOf`: the colleague for whom somebody stood in; `officeId` is then that colleague's. */
export type Actor = {
  kind: 'resident' | 'agent' | 'staff' | 'system';
  id: string;
  officeId?: string;
  deputyOf?: string;
};

/** A clock as an event starts it. */
export type ClockSet = Omit<Clock, 'raised' | 'status' | 'endedAt' | 'extension' | 'stops' | 'lateAt'>;
/** A clock as an event moves it: stops, resumes, extends or recomputes it. */
export type ClockMove = Pick<
  Clock,
  'name' | 'generation' | 'due' | 'provisional' | 'calendar' | 'rule' | 'alarms' | 'stops'
> & {
  was: Instant;
  extension?: Limit;
};

/** A card as it is issued: to whom, where it waits, and the evidence, which is every event before it and this split. */
export type CardIssued = Pick<Card, 'id' | 'unit' | 'rung' | 'answerBy'> & {
  /** Working time by holder up to now, in milliseconds. */
  elapsed: Record<string, number>;
};

/** Working time of the holder that lets go, in milliseconds, computed with the calendar when the event was made. */
type Handover = { heldMs: number };

/** Uploaded papers that came with it; left out when there are none. */
type WithPapers = { papers?: AttachedPaper[] };

/** Papers that the office found good by accepting or granting with them; left out when there are none. */
type WithVerified = { papersVerified?: string[] };

/**
 * How much was asked for once more: fields that the file knew and that were asked, papers that were handed in (as a file
 * or in original) and that were used again from the file.
 */
export type Collected = { fieldsKnown: number; fieldsAsked: number; papersGiven: number; papersReused: number };

export type EventBody =
  | ({
      type: 'Submitted';
      /** The need for which it was filed (domain/care). */
      needId?: string;
      itemId: string;
      itemVersion: number;
      mode: Mode;
      regime: Regime;
      filedBy: FiledBy;
      residentId: string | null;
      lane: Lane;
      tags: string[];
      reference: string;
      stationId: string;
      receivedOn: CivilDate;
      window?: Window;
      clocks: ClockSet[];
      /** Absent on tickets older than it. */
      collected?: Collected;
    } & WithPapers)
  | ({ type: 'SupplementRequested'; materials: string[]; window: Window; second: boolean } & Handover)
  | ({ type: 'Supplemented'; receivedOn: CivilDate; window?: Window; clocks: ClockSet[] } & Handover & WithPapers)
  | ({ type: 'Accepted'; acceptedOn: CivilDate; deemed: boolean; clocks: ClockSet[]; steps: StepRecord[] } & Handover &
      WithVerified)
  | ({ type: 'Refused' } & Handover)
  | ({ type: 'Withdrawn' } & Handover)
  | ({ type: 'Lapsed' } & Handover)
  | ({ type: 'Merged'; into: string } & Handover)
  | { type: 'FollowerJoined'; joined: string }
  | ({ type: 'Routed'; officeId: string; routing: number; rule: string; clocks: ClockSet[] } & Handover)
  | { type: 'NoRuleMatched'; rule: string }
  | { type: 'Delivered'; officeId: string; routing: number; messageId: string }
  | { type: 'Signed' }
  | ({ type: 'Returned'; proposedOfficeId?: string; rule: string } & Handover)
  | ({ type: 'ReferredToArbiter' } & Handover)
  | ({ type: 'OfficeAssigned'; officeId: string; routing: number; clocks: ClockSet[] } & Handover)
  | ({ type: 'ResidentAsked'; window: Window; moved: ClockMove[] } & Handover)
  | ({ type: 'ResidentAnswered'; moved: ClockMove[] } & Handover & WithPapers)
  | ({ type: 'QuestionExpired'; moved: ClockMove[] } & Handover)
  | ({ type: 'SpecialStepBegun'; step: string; kind: string; moved: ClockMove[] } & Handover)
  | ({ type: 'SpecialStepEnded'; step: string; moved: ClockMove[] } & Handover)
  | { type: 'Extended'; by: Limit; moved: ClockMove[] }
  | { type: 'StepDelivered'; step: string; officeId: string }
  | { type: 'StepCompleted'; step: string; ready: StepRecord[]; clocks: ClockSet[] }
  /** `elapsed`: working time by holder since filing, in milliseconds. */
  | ({ type: 'Resolved'; outcome: Outcome; window: Window; elapsed: Record<string, number> } & Handover & WithVerified)
  /** `mode` is absent on ratings older than it; `openedBy`: who turned the screen. */
  | ({
      type: 'Rated';
      level: number;
      reasons: string[];
      onBehalf: boolean;
      mode?: RatingMode;
      openedBy?: string;
      clocks: ClockSet[];
    } & Handover)
  | { type: 'RatingOpened'; endsAt: Instant }
  | { type: 'RatingCallMissed' }
  | { type: 'RatingVerified'; clocks: ClockSet[] }
  | ({ type: 'Rectified'; how: 'rectified' | 'explained'; clocks: ClockSet[] } & Handover)
  | ({ type: 'CalledBack'; level?: number } & Handover)
  | { type: 'RatingAppealed'; clocks: ClockSet[] }
  /** `level`: the rating that was objected to. */
  | { type: 'RatingAppealDecided'; upheld: boolean; level: number }
  | ({ type: 'ReopenRequested' } & Handover)
  | ({ type: 'Reopened'; routing: number; receivedOn?: CivilDate; window?: Window; clocks: ClockSet[] } & Handover)
  | ({ type: 'ReopenDeclined' } & Handover)
  | ({ type: 'Closed' } & Handover)
  | { type: 'Claimed'; handlerId: string }
  | { type: 'Released'; handlerId: string }
  | { type: 'Assigned'; handlerId: string }
  | { type: 'Urged'; on: CivilDate }
  | { type: 'Noted' }
  | { type: 'Commented' }
  | {
      type: 'AlarmRaised';
      clock: ClockName;
      clockGeneration: number;
      level: AlarmLevel;
      due: Instant;
      lateByMs: number;
      /** Levels yellow and red. */
      card?: CardIssued;
    }
  | { type: 'CardExplained'; card: string; answerBy: Instant }
  | { type: 'CardDecided'; card: string; level: CardLevel; unit: string; decision: 'upheld' | 'cancelled' }
  | { type: 'CardEscalated'; card: string; to: Rung; answerBy: Instant }
  | { type: 'ClockRecomputed'; moved: ClockMove[]; window?: { was: Instant; is: Window } };

export type EventType = EventBody['type'];

/** Every dimension that a number may be asked by, so that counting reads no ticket. */
export type Subject = {
  communityCode: string;
  itemId: string;
  department: string;
  mode: Mode;
  channel: Channel;
  special: boolean;
  restricted: boolean;
  /** The special groups that the resident belonged to when filing, by their ids in the catalogue. */
  groups: string[];
  /** Whose matter it is; null when filed anonymously. Numbers keep only a keyed digest of it. */
  residentId: string | null;
  generation: number;
  stationId: string;
  /** The office that has to decide; the station where it does so itself. */
  officeId: string;
};

export type EndedClock = {
  name: ClockName;
  generation: number;
  outcome: 'met' | 'missed' | 'cancelled';
  booked: boolean;
};

export type TicketEvent = EventBody & {
  ticketId: string;
  sequence: number;
  at: Instant;
  actor: Actor;
  subject: Subject;
  /** Clocks that this event ended; `booked`: the breach was counted before, when the due passed. */
  ended: EndedClock[];
  /** Present when words or answers lie sealed beside the event: their keyed digest. */
  sealed?: string;
};

/** Events that change nothing a person would decide: they do not stale If-Match. */
export const quietEvents: ReadonlySet<EventType> = new Set<EventType>([
  'Noted',
  'Commented',
  'Urged',
  'AlarmRaised',
  'CardExplained',
  'CardDecided',
  'CardEscalated',
  'ClockRecomputed',
  'Delivered',
  'StepDelivered',
  'FollowerJoined',
  'RatingOpened',
  'RatingCallMissed',
]);

/** Opening a rating, or calling for one in vain, makes nobody a party to the case. */
export const impartialEvents: ReadonlySet<EventType> = new Set<EventType>(['RatingOpened', 'RatingCallMissed']);
