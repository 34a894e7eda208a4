/**
 * The service catalogue: what a resident may ask for, with which form, by which limits. The objects are strict, so
 * nothing an administrator writes is silently lost. A changed item gets the next `version`; a ticket keeps its own.
 */
import * as z from 'zod';
import { bundle } from './bundle.ts';
import { field, fieldProblems } from './field.ts';
import { type RegionLevel } from './region.ts';
import { civilDate, type CivilDate } from './time.ts';

const text = z.string().min(1);
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const workdays = z.number().min(0);
const named = { zh: text, en: text };
const evidence = z.enum(['law', 'guide', 'seed', 'memory', 'example']);

export const modes = ['proxy', 'transfer', 'instant', 'consult'] as const;
export const regimes = ['licensing', 'service', 'hotline'] as const;
export const channels = ['web', 'counter', 'hotline', 'home-visit'] as const;
export const priorityRules = ['none', 'priority-queue', 'fast-track', 'urgent'] as const;
export const outcomeKinds = [
  'certificate',
  'record',
  'decision',
  'payment',
  'appointment',
  'reply',
  'receipt',
] as const;
/** Each has a queue of its own (the station's is called `stations`), so a new department is a new deployment. */
export const departments = [
  'police',
  'civil-affairs',
  'human-resources',
  'medical-insurance',
  'health',
  'housing',
  'housing-fund',
  'disabled-federation',
  'veterans',
  'education',
  'environment-urban',
  'judicial',
  'station',
] as const;
export const mode = z.enum(modes);
export const regime = z.enum(regimes);
export const channel = z.enum(channels);
export const department = z.enum(departments);
/** Levels of an office as the catalogue writes them; the region tree has a number for each. */
export const handlingLevel = z.enum(['city', 'district', 'street', 'community']);
export type Mode = z.infer<typeof mode>;
export type Regime = z.infer<typeof regime>;
export type Channel = z.infer<typeof channel>;
export type Department = z.infer<typeof department>;

const regionLevels = { city: 1, district: 2, street: 3, community: 4 } as const satisfies Record<string, RegionLevel>;

/** The department code of the community service stations themselves. */
export const stationDepartment: Department = 'station';

const days = z.strictObject({ value: z.int().min(0), unit: z.enum(['calendar-day', 'workday']) });

const material = z.strictObject({
  ref: id,
  ...named,
  required: z.boolean(),
  when: text.optional(),
  reusableFromFile: z.boolean(),
  waivable: z.enum(['share', 'promise', 'no']),
  shareSource: id.nullable(),
});

const step = z.strictObject({
  id,
  department,
  level: handlingLevel,
  ...named,
  workdays,
  dependsOn: z.array(id).optional(),
  publicNotice: days.optional(),
  /** The item's clock stops while this step runs. */
  excluded: z.boolean().optional(),
  when: text.optional(),
});
export type Step = Readonly<z.infer<typeof step>>;

const limits = z.strictObject({
  acceptWithinWorkdays: z.int().min(0).optional(),
  promisedWorkdays: z.int().min(0),
  /** Cautious conversion for comparison only; deadlines are counted from `statutoryOriginal`. */
  statutoryWorkdays: z.int().min(0).nullable(),
  statutoryOriginal: days.nullable(),
  statutoryBasis: text,
  /** The figure was read in the law or in a published rule, not remembered. */
  statutoryNumberRead: z.boolean(),
  evidence,
});

const priority = z.strictObject({
  rule: z.enum(priorityRules),
  groups: z.array(id).optional(),
  ...named,
  homeVisit: z.boolean().optional(),
  /** Shorter promise for the groups named. */
  promisedWorkdays: z.int().min(0).optional(),
  /** First help within so many clock hours. */
  urgentHours: z.number().positive().optional(),
});

export const item = z
  .strictObject({
    id,
    code: text,
    version: z.int().positive(),
    tier: z.union([z.literal(1), z.literal(2)]),
    department,
    category: text,
    ...named,
    /** Everyday words that people search with. */
    aliases: z.array(text).max(20).optional(),
    mode,
    regime,
    handledAt: handlingLevel,
    channels: z.array(channel).min(1),
    applicantGroups: z.array(id),
    agent: z.enum(['yes', 'no', 'guardian-only', 'relative']),
    anonymousAllowed: z.boolean(),
    /** Disputes and the like: only staff with a clearance know of such a ticket (domain/access.ts). */
    restricted: z.boolean().optional(),
    materials: z.array(material),
    limits,
    /** The resident's own duty, e.g. one month after a birth. */
    declareWithin: z
      .strictObject({
        value: z.int().positive(),
        unit: z.enum(['month', 'calendar-day', 'workday']),
        from: text,
        basis: text,
        evidence,
      })
      .optional(),
    fee: z.strictObject({ amount: z.number().min(0), currency: z.literal('CNY'), note: text.nullable() }),
    outcome: z.strictObject({
      ...named,
      kind: z.enum(outcomeKinds),
    }),
    priority,
    multiDepartment: z.boolean(),
    steps: z.array(step),
    stepsCriticalPathWorkdays: workdays.optional(),
    /** Trigger for work that nobody applies for. */
    proactive: z.strictObject({ trigger: text, remindDays: z.array(z.int().positive()) }).optional(),
    form: z.strictObject({ fields: z.array(field) }),
    /** Numbers of the plan's demands that the item answers. */
    seed: z.array(text),
    evidence: z.record(text, evidence),
    note: text.optional(),
    /** The last day on which it can be filed; what was filed goes on. Without it until further notice. */
    endsOn: civilDate.optional(),
  })
  .superRefine(({ form, steps }, context) => {
    for (const message of fieldProblems(form.fields)) context.addIssue({ code: 'custom', path: ['form'], message });
    for (const [index, step] of steps.entries()) {
      // Only earlier steps may be named, so the steps are a graph without a circle.
      const earlier = new Set(steps.slice(0, index).map(({ id }) => id));
      for (const id of step.dependsOn ?? []) {
        if (earlier.has(id)) continue;
        const message = `环节“${step.id}”依赖的“${id}”不在其前 / step ${step.id} depends on ${id}, which is not before it`;
        context.addIssue({ code: 'custom', path: ['steps', index], message });
      }
    }
  });
export type Item = Readonly<z.infer<typeof item>>;

/** Can it be filed on this day? What has ended stays to be read. */
export const isFileable = ({ endsOn }: Pick<Item, 'endsOn'>, on: CivilDate): boolean =>
  endsOn === undefined || on <= endsOn;

/**
 * The level whose office decides: that of the first step that is not the station's, else `handledAt`. A department
 * has no desk in a community, so its work is raised to the street; the station's own work stays in the community.
 */
export const decisionLevel = (item: Item): RegionLevel => {
  const first = item.steps.find(({ department }) => department !== stationDepartment);
  const level = regionLevels[first?.level ?? item.handledAt];
  return level === 4 && item.department !== stationDepartment ? 3 : level;
};

/** A step's own office: its department and level, raised as in `decisionLevel`. */
export const stepLevel = ({ department, level }: Step): RegionLevel =>
  level === 'community' && department !== stationDepartment ? 3 : regionLevels[level];

/** PROMISE. With `favoured` the shorter promise for the item's priority groups, where it has one. Working days. */
export const promiseLimit = ({ limits, priority }: Item, favoured = false): { n: number; unit: 'wd' } => ({
  n: (favoured ? priority.promisedWorkdays : undefined) ?? limits.promisedWorkdays,
  unit: 'wd',
});

type DayLimit = { n: number; unit: 'wd' | 'd' };
const dayLimit = ({ value, unit }: z.infer<typeof days>): DayLimit => ({
  n: value,
  unit: unit === 'workday' ? 'wd' : 'd',
});

/** STATUTORY as the law writes it, in working (`wd`) or calendar days (`d`); undefined where the item has none. */
export const statutoryLimit = ({ limits }: Item): DayLimit | undefined =>
  limits.statutoryOriginal ? dayLimit(limits.statutoryOriginal) : undefined;

/**
 * STEP: how long a public notice hangs, else the working days of the step. Undefined where nobody can say that it is
 * late: the clock stops for it, it is needed on a condition only, or the plan gives it no days.
 */
export const stepLimit = ({ workdays, publicNotice, excluded, when }: Step): DayLimit | undefined => {
  if (excluded || when !== undefined) return undefined;
  if (publicNotice) return dayLimit(publicNotice);
  return workdays > 0 ? { n: workdays, unit: 'wd' } : undefined;
};

/** Working days to accept: 5 by the Administrative Licensing Law art. 32, 1 elsewhere, unless the item says its own. */
const acceptDefaults: Readonly<Record<Regime, number>> = { licensing: 5, service: 1, hotline: 1 };

/** ACCEPT. Working days. */
export const acceptLimit = ({ limits, regime }: Item): { n: number; unit: 'wd' } => ({
  n: limits.acceptWithinWorkdays ?? acceptDefaults[regime],
  unit: 'wd',
});

/** URGENT: clock hours to the first help; undefined where the item has no such promise. */
export const urgentHours = ({ priority }: Item): number | undefined => priority.urgentHours;

const harmlessOutcomes: ReadonlySet<Item['outcome']['kind']> = new Set(['appointment', 'receipt', 'reply']);

/**
 * Must whoever files this be verified first? Not for a question, a complaint or a call for help, nor for what is done
 * on the spot and ends with an appointment, a receipt or a reply. Whatever grants, records or ends something about a
 * person (licences, certificates, decisions, payments, registers) and whatever costs money waits for the ID card.
 */
export const needsVerified = ({ regime, mode, outcome, fee }: Item): boolean =>
  regime !== 'hotline' &&
  !(
    regime === 'service' &&
    (mode === 'instant' || mode === 'consult') &&
    harmlessOutcomes.has(outcome.kind) &&
    fee.amount === 0
  );

/** What a list of items shows. */
export const itemSummary = (item: Item) => ({
  id: item.id,
  code: item.code,
  version: item.version,
  tier: item.tier,
  department: item.department,
  category: item.category,
  zh: item.zh,
  en: item.en,
  ...(item.aliases ? { aliases: item.aliases } : {}),
  mode: item.mode,
  regime: item.regime,
  channels: item.channels,
  applicantGroups: item.applicantGroups,
  anonymousAllowed: item.anonymousAllowed,
  promisedWorkdays: item.limits.promisedWorkdays,
  needsVerified: needsVerified(item),
  fee: item.fee,
  ...(item.endsOn === undefined ? {} : { endsOn: item.endsOn }),
});
export type ItemSummary = ReturnType<typeof itemSummary>;

/** A tag of a resident. `special` groups are counted apart; the weight orders equal due moments. */
export const applicantGroup = z.strictObject({ id, ...named, special: z.boolean(), priorityWeight: z.int().min(0) });
export type ApplicantGroup = Readonly<z.infer<typeof applicantGroup>>;

/** For how long a paper of the type says what it said: `none` is for one request only, `24m` is months. */
export const keepValid = z.union([
  z.literal(['none', 'permanent', 'until-expiry', 'until-adult']),
  z.templateLiteral([z.int().positive(), 'm']),
]);

const materialType = z.strictObject({
  id,
  ...named,
  keepValid,
  reusableFromFile: z.boolean(),
  shareSource: id.nullable(),
  waivable: z.enum(['share', 'promise', 'no']),
  sensitivity: z.enum(['high', 'medium', 'low']),
  originalNeeded: z.boolean(),
});

export type MaterialType = Readonly<z.infer<typeof materialType>>;

/** The whole file data/service-catalogue.json. */
export const catalogue = z
  .strictObject({
    schemaVersion: z.literal(1),
    asOf: text,
    city: text,
    evidenceLegend: z.record(evidence, text),
    modes: z.array(z.strictObject({ id: mode, ...named })),
    departments: z.array(
      z.strictObject({
        id: department,
        ...named,
        bodyZh: text,
        bodyEn: text,
        prefix: text,
        inPlan2011: z.boolean(),
      }),
    ),
    applicantGroups: z.array(applicantGroup),
    materials: z.array(materialType),
    fieldTypes: z.array(text),
    fieldSets: z.strictObject({ applicant: z.array(field), agent: z.array(field) }),
    items: z.array(item),
    bundles: z.array(bundle),
  })
  .superRefine(({ applicantGroups, materials, items, bundles }, context) => {
    const [groups, papers, ids] = [applicantGroups, materials, items].map((list) => new Set(list.map(({ id }) => id)));
    const expect = (known: ReadonlySet<string> | undefined, refs: readonly string[], where: string) => {
      for (const ref of refs.filter((ref) => !known?.has(ref))) {
        context.addIssue({ code: 'custom', path: [where], message: `没有“${ref}” / there is no ${ref}` });
      }
    };
    for (const { id, applicantGroups, materials, priority } of items) {
      expect(groups, [...applicantGroups, ...(priority.groups ?? [])], id);
      expect(
        papers,
        materials.map(({ ref }) => ref),
        id,
      );
    }
    for (const { id, nodes } of bundles)
      expect(
        ids,
        nodes.map(({ item }) => item),
        id,
      );
    if (ids?.size !== items.length) {
      context.addIssue({ code: 'custom', path: ['items'], message: '事项编号重复 / an item id appears twice' });
    }
  });
export type Catalogue = Readonly<z.infer<typeof catalogue>>;
