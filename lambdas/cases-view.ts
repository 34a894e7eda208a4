/** The tickets behind a number as a list shows them. */
import type { Caller } from '../domain/access.ts';
import type { Region } from '../domain/region.ts';
import type { Instant } from '../domain/time.ts';
import type { Case } from '../store/cases.ts';
import { placeOf, unitOf } from './places.ts';
import { summaryOf } from './ticket-view.ts';

type Circumstances = { caller: Caller; now: Instant };

/** `region`: of the whole list, so that places are named below it. */
export const shownCases = (cases: readonly Case[], region: Region, { caller, now }: Circumstances) =>
  Promise.all(
    cases.map(async ({ at, officeId, ticket }) => ({
      ...(await summaryOf(ticket, caller, now)),
      at,
      countedFor: officeId,
      place: await placeOf(ticket.communityCode, region),
      unit: await unitOf(officeId),
    })),
  );
