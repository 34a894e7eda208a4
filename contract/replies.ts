/**
 * What the API answers, described once. The handlers' types, the OpenAPI file and the clients derive from here.
 */
import * as z from 'zod';
import { ticketId } from '../domain/ids.ts';
import { limit } from '../domain/sla/limit.ts';
import { civilDate, instant } from '../domain/time.ts';
import { actionNames } from '../domain/ticket/actions.ts';
import { attentionLists } from '../domain/ticket/attention.ts';
import { alarmLevels, clockNames, rungs, type State, states } from '../domain/ticket/state.ts';
import { placed } from './placed.ts';

const bilingual = { zh: z.string(), en: z.string() };
export const text = z.object(bilingual);
const state = z.enum(Object.keys(states) as [State, ...State[]]);
export const cursor = z
  .string()
  .nullable()
  .meta({ description: 'Hand it back as ?cursor= for the next page; null at the end.' });

export const health = z.object({ status: z.literal('ok'), table: z.string(), now: instant });

export const region = z.object({
  code: z.string().regex(/^\d{12}$/),
  name: z.string(),
  display: z.string(),
  level: z.int().min(1).max(4),
  parent: z.string().nullable(),
  type: z.string(),
  virtual: z.boolean(),
});
export const regionPage = z.object({ regions: z.array(region) });
export const regionReply = region.extend({ children: z.array(region) });

export const itemSummary = z.object({
  id: z.string(),
  version: z.int(),
  code: z.string(),
  ...bilingual,
  department: z.string(),
  category: z.string(),
  aliases: z.array(z.string()).optional().meta({ description: 'Everyday words that people search with.' }),
  mode: z.string(),
  channels: z.array(z.string()),
  promisedWorkdays: z.number(),
  needsVerified: z.boolean().meta({ description: 'Only for residents whose ID card a clerk has seen.' }),
});
export const itemPage = z.object({ items: z.array(itemSummary) });
/** The catalogue item as seeded: its full shape is domain/catalogue.ts. */
export const itemReply = z.looseObject({ id: z.string(), version: z.int(), needsVerified: z.boolean(), ...bilingual });

export const office = z.object({ id: z.string(), ...bilingual });

export const clock = z.object({
  name: z.enum(clockNames),
  step: z.string().optional().meta({ description: "STEP: which step of the item's plan." }),
  generation: z.int(),
  start: instant,
  limit: z.union([limit, z.object({ n: z.int(), unit: z.literal('min') })]),
  due: instant,
  provisional: z.boolean(),
  status: z.enum(['running', 'stopped', 'met', 'missed', 'cancelled']),
  endedAt: instant.optional(),
});

export const card = z
  .object({
    id: z.string().meta({ description: 'Clock, generation and level: PROMISE-1-yellow.' }),
    level: z.enum(['yellow', 'red']),
    at: instant,
    unit: z.string().meta({ description: 'The station or office that had it when the due passed; it explains.' }),
    rung: z.enum(rungs).meta({ description: 'Whose supervisors decide; those above may, too.' }),
    explained: z.boolean(),
    answerBy: instant.meta({ description: 'After this it goes one level up; in the city it waits.' }),
  })
  .meta({ description: 'A card that is not decided yet; what was decided is in the events.' });

const holder = z.object({
  kind: z.enum(['resident', 'station', 'office', 'arbiter', 'special-body', 'reviewer', 'none']),
  id: z.string().nullable(),
});

export const ticketSummary = z.object({
  id: ticketId,
  reference: z.string().length(8),
  state,
  stateName: text,
  version: z.int(),
  itemId: z.string(),
  item: text,
  mode: z.string(),
  channel: z.string(),
  lane: z.string(),
  communityCode: z.string(),
  holder,
  officeId: z.string().nullable(),
  handlerId: z.string().nullable(),
  filedAt: instant,
  promisedAt: instant.meta({ description: 'Before acceptance the latest date (最迟); acceptance fixes it.' }),
  latest: z
    .boolean()
    .meta({ description: 'True while promisedAt is the latest date and not yet fixed by acceptance.' }),
  suspended: z.boolean().meta({
    description: 'True while papers are awaited or the clock stands: the date will move.',
  }),
  provisional: z
    .boolean()
    .meta({ description: 'True while the notice of days off for a year it runs into is not out (预计).' }),
});

export const ticketReply = ticketSummary.extend({
  generation: z.int(),
  receivedOn: civilDate,
  office: office.nullable().meta({ description: 'The office that will act, or acts.' }),
  station: office,
  clocks: z.array(clock),
  actions: z.array(z.enum(actionNames as [string, ...string[]])).meta({
    description: 'What this caller may do now: each is the last segment of POST /tickets/{id}/<action>.',
  }),
  elapsed: z
    .record(z.string(), z.number())
    .meta({ description: 'Working time by holder up to now, in milliseconds; the sum is the whole.' }),
  window: z.object({ endsAt: instant, provisional: z.boolean() }).optional().meta({
    description: 'Where the state ends by itself: until when papers, the answer or a rating can still be given.',
  }),
  next: text.meta({ description: 'What happens next, in plain words.' }),
  cards: z.array(card),
  outcome: z.string().optional(),
  needId: ticketId
    .optional()
    .meta({ description: 'The recorded need for which it was filed; for staff who see the form.' }),
  rating: z.object({ level: z.int(), at: instant, second: z.int().optional() }).optional(),
  form: z.record(z.string(), z.unknown()).optional().meta({ description: 'What was filed, for those who may see it.' }),
  erased: z.literal(true).optional().meta({
    description: 'In place of the form: the applicant was erased, or it was kept for as long as it had to be.',
  }),
  ratingScreen: z
    .object({ code: z.string().length(12), endsAt: instant })
    .optional()
    .meta({
      description: 'After open-rating, for whoever opened it: the visitor rates with this code (POST /ratings).',
    }),
  trackingSecret: z.string().length(12).optional().meta({
    description:
      'With the reference, to follow it without signing in (POST /track). For the applicant, and in the receipt of staff who file; restricted requests have none.',
  }),
});

export const clockAccounts = z.object({
  clocks: z.array(
    clock.extend({
      ...bilingual,
      calendar: z.string().meta({ description: 'The calendar that the due moment was computed with.' }),
      lines: z.array(
        z.object({
          date: civilDate,
          counted: z.boolean(),
          running: z.number().meta({ description: "What has counted so far, in the limit's unit." }),
          ...bilingual,
          holders: z
            .array(holder.extend(bilingual))
            .meta({ description: 'Everybody who held the ticket on that day, in order; nobody on days to come.' }),
        }),
      ),
      alarms: z.array(z.object({ level: z.enum(alarmLevels), due: instant, raisedAt: instant.optional() })),
    }),
  ),
});

const namedDay = z.object({ date: civilDate, ...bilingual });
export const calendarYear = z.object({
  year: z.int(),
  version: z.int().meta({ description: '0: no notice is published, the days off are those of the law alone.' }),
  status: z.enum(['published', 'fallback']),
  source: z.string(),
  off: z.array(namedDay),
  makeUp: z.array(namedDay),
  publishedAt: instant
    .nullable()
    .meta({ description: 'When it was confirmed here; null for what came with the system.' }),
});
/** Of somebody who works here; null: they are not entered any more, or it came with the system. */
export const staffName = z.object(bilingual).nullable();
export const calendarDraft = z.object({
  year: z.int(),
  version: z.int().meta({ description: 'The current version of the year, 0 where none is published.' }),
  draft: z
    .object({
      revision: z.int(),
      source: z.string(),
      off: z.array(namedDay),
      makeUp: z.array(namedDay),
      proposedAt: instant,
      proposedByMe: z.boolean(),
      proposedBy: staffName,
    })
    .nullable()
    .meta({ description: 'What waits to be confirmed.' }),
  recomputation: z
    .object({ startsAt: instant, pass: z.int(), tickets: z.int(), finishedAt: instant.nullable() })
    .nullable()
    .meta({ description: 'After the current version was confirmed; tickets: how many have clocks that move.' }),
});
export const calendarVersions = z.object({
  versions: z
    .array(
      calendarYear.pick({ version: true, source: true, off: true, makeUp: true }).extend({
        confirmedAt: instant.nullable(),
        proposedBy: staffName,
        confirmedBy: staffName,
      }),
    )
    .meta({ description: 'Newest first; the first one is in force.' }),
});
export const calendarPreview = z.object({
  tickets: z.int().meta({ description: 'Open requests that this page looked at.' }),
  moving: z.int().meta({ description: 'Of them, those with a date that moves.' }),
  earlier: z.int().meta({ description: 'Clocks that would end earlier.' }),
  later: z.int(),
  late: z
    .object({ would: z.int(), wouldNot: z.int() })
    .meta({ description: 'Clocks that would be late by now and are not, and that are late now and would not be.' }),
  moves: z
    .array(
      z.object({
        reference: z.string(),
        communityCode: z.string(),
        clock: z.enum(clockNames),
        was: instant,
        due: instant,
      }),
    )
    .meta({ description: 'Some of them, to look at: at most twenty of a page.' }),
  cursor,
});

export const ticketPage = z.object({ tickets: z.array(ticketSummary), cursor });

export const eventReply = z.object({
  sequence: z.int(),
  type: z.string(),
  ...bilingual,
  at: instant,
  actor: z.object({ kind: z.string(), officeId: z.string().optional() }),
  data: z.record(z.string(), z.unknown()),
  words: z.record(z.string(), z.unknown()).optional(),
  hash: z.string(),
});
export const eventPage = z.object({ events: z.array(eventReply) });

export const boardReply = z.object({
  office: office,
  tickets: z.array(ticketSummary.extend({ due: instant, delivered: z.boolean() })),
  cursor,
});

export const attentionReply = z.object({
  region: z.object({ code: z.string(), name: z.string() }),
  kind: z.enum(attentionLists),
  tickets: z.array(
    ticketSummary.extend({
      since: instant.meta({ description: 'Since when it needs attention; under due-today the due itself.' }),
      cards: z.array(card),
      ...placed,
    }),
  ),
  people: z
    .array(
      z.object({
        residentId: z.string(),
        communityCode: z.string(),
        station: office,
        groups: z.array(text),
        missed: z.array(z.string()).meta({ description: 'Quarters in which they were not reached: 2026-Q3.' }),
        lastReachedAt: instant.nullable(),
        callsInVain: z.int(),
        visitsInVain: z.int(),
        since: instant,
        version: z.int(),
        cards: z.array(card),
      }),
    )
    .optional()
    .meta({ description: 'Under `coverage`: who was not reached in their quarter; see GET /care/{residentId}.' }),
  cursor,
});
export const attentionCounts = z.object({
  region: z.object({ code: z.string(), name: z.string() }),
  kinds: z
    .array(
      z.object({
        kind: z.enum(attentionLists),
        ...bilingual,
        count: z.int(),
        isMore: z.boolean().meta({ description: 'There are more than were counted.' }),
      }),
    )
    .meta({ description: 'Every list that the caller may see, the most severe first.' }),
});

export const mandate = z.object({
  id: z.string(),
  principalId: z.string(),
  principalName: z.string().optional().meta({ description: 'In the list of what I hold, while it is in force.' }),
  agentId: z.string(),
  agentName: z
    .string()
    .optional()
    .meta({ description: 'In the list of what I granted: the surname, the rest hidden.' }),
  relation: z.string(),
  items: z.union([z.literal('all'), z.array(z.string())]),
  validTo: civilDate,
  grantedAt: instant,
  revokedAt: instant.optional(),
  inForce: z.boolean(),
  recorded: z
    .object({ basis: z.string(), ...bilingual, officeId: z.string() })
    .optional()
    .meta({ description: 'By which station, on which paper; absent where the principal gave it themselves.' }),
});
export const mandateLists = z.object({
  granted: z.array(mandate).meta({ description: 'What I have allowed others.' }),
  held: z.array(mandate).meta({ description: 'What others have allowed me.' }),
});

export const me = z.object({
  id: z.string(),
  role: z
    .string()
    .nullable()
    .meta({ description: 'null: the account is registered neither as resident nor as staff.' }),
  residentId: z.string().nullable().meta({ description: "The person's own file: what a mandate names as agentId." }),
  registration: z.enum(['none', 'unverified', 'verified']).meta({
    description:
      'unverified: may file what `needsVerified` of an item does not forbid, until a clerk has seen the ID card.',
  }),
  code: z.string().nullable().meta({ description: 'To show at the counter together with the ID card.' }),
  officeId: z.string().nullable(),
  regionCode: z.string().nullable(),
  communityCode: z.string().nullable(),
  standsInFor: z
    .array(z.object({ personId: z.string(), officeId: z.string(), ...bilingual, validTo: z.string() }))
    .meta({ description: 'Colleagues for whom the caller may act today: name the personId in the header Acting-For.' }),
});

export const notice = z
  .object({
    id: z.string(),
    ticketId: ticketId.nullable(),
    reference: z.string().nullable(),
    at: instant,
    ...bilingual,
    ratingSecret: z.string().length(12).optional().meta({
      description:
        'With the news that it is done: to rate it without signing in (POST /ratings), also from another phone.',
    }),
  })
  .meta({ description: "Without a ticket it is about the resident's own file." });
export const noticePage = z.object({ notices: z.array(notice), cursor });

export const openApi = z.looseObject({ openapi: z.string() });
