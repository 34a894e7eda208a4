/** What decisions are made with. */
import type { Item } from '../catalogue.ts';
import type { AttachedPaper } from '../paper.ts';
import type { RegionLevel } from '../region.ts';
import type { Instant } from '../time.ts';
import type { Relation } from './actions.ts';
import type { Reckoning } from './clocks.ts';
import type { Actor } from './event.ts';
import type { Ticket } from './state.ts';

/** Everything a decision may know besides the ticket. */
export type Context = Reckoning & {
  now: Instant;
  actor: Actor;
  relations: ReadonlySet<Relation>;
  /** Level of the region that a supervisor answers for; null for everybody else. */
  overLevel: RegionLevel | null;
  item: Item;
  /** Did the special groups' shorter promise apply when it was filed? */
  favoured: boolean;
  /** The office named in the body exists and is valid today. */
  officeKnown: boolean;
  /** The ticket that the body names as lead, if there is one and this person may see it. */
  lead: Pick<Ticket, 'itemId' | 'state' | 'sequence'> | null;
  /** The person named in the body works at the desk that has the ticket. */
  assigneeKnown: boolean;
  /** Uploaded papers that the body names: there, checked, and the applicant's. */
  papers?: readonly AttachedPaper[];
  /** How a rating comes, where not from somebody who is signed in; `openedBy`: who turned the screen. */
  ratedVia?: { mode: 'link' } | { mode: 'counter'; openedBy: string };
  /** Office of each step of the item for this community. */
  stepOffices: Readonly<Record<string, string>>;
};
