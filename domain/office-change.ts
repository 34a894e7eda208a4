/**
 * What administrators do to offices: rename one, move a region from one to another, open one, end one. A change gives
 * the offices as they will be; days are kept, so that what was stays readable.
 */
import * as z from 'zod';
import { department } from './catalogue.ts';
import { answers, type Office, officeId } from './office.ts';
import type { FieldProblem } from './refusal.ts';
import { levelOf, lineageOf, type RegionCode, regionCode, shortCode, within } from './region.ts';
import { addDays, civilDate, type CivilDate } from './time.ts';

/** Regions that change hands at once: they are written in one transaction. */
const mostRegions = 60;

const zh = z.string().trim().min(1).max(60);
const en = z.string().trim().min(1).max(120);

export const officeChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('rename'), officeId, zh, en }),
  /** `to` answers for the region from `on`, `officeId` until the day before. */
  z.strictObject({ do: z.literal('move'), officeId, regionCode, to: officeId, on: civilDate }),
  /** It begins to answer for the regions on `on`; none of them may have another office of the department then. */
  z.strictObject({
    do: z.literal('open'),
    officeId: officeId.max(64),
    department,
    regionCode,
    kind: z.enum(['station', 'desk', 'department']),
    zh,
    en,
    answersFor: z.array(regionCode).min(1).max(mostRegions),
    on: civilDate,
  }),
  /** `on` is its first day without work; what it answered for goes to `heir`, else to the office of the region above. */
  z.strictObject({ do: z.literal('end'), officeId, on: civilDate, heir: officeId.optional() }),
]);
export type OfficeChange = Readonly<z.infer<typeof officeChange>>;

/** Every office that the change names, the one it is about first. */
export const officesNamed = (change: OfficeChange): string[] => [
  change.officeId,
  ...(change.do === 'move' ? [change.to] : []),
  ...(change.do === 'end' && change.heir !== undefined ? [change.heir] : []),
];

/** The regions for which somebody else answers after it, or for which somebody begins to. */
export const regionsMoved = (change: OfficeChange, offices: ReadonlyMap<string, Office>): RegionCode[] => {
  if (change.do === 'move') return [change.regionCode];
  if (change.do === 'open') return [...change.answersFor];
  if (change.do === 'rename') return [];
  const office = offices.get(change.officeId);
  return office ? answeredOn(office, change.on) : [];
};

/** Where it takes effect: the seats and regions over which whoever changes them must stand. */
export const placesOf = (change: OfficeChange, offices: ReadonlyMap<string, Office>): RegionCode[] => [
  ...officesNamed(change).flatMap((id) => offices.get(id)?.regionCode ?? []),
  ...(change.do === 'open' ? [change.regionCode] : []),
  ...regionsMoved(change, offices),
];

/** What an office answers for on a day, or will from a later one. */
const answeredOn = (office: Office, on: CivilDate): RegionCode[] =>
  office.answersFor.filter(({ validTo }) => validTo === undefined || on <= validTo).map(({ regionCode }) => regionCode);

const fault = (path: string, code: string, zh: string, en: string, seen?: string): FieldProblem => ({
  path,
  code,
  zh,
  en,
  ...(seen === undefined ? {} : { seen }),
});

/** An office answers inside its own district, one of the city everywhere in the city. */
const reaches = (seat: RegionCode, region: RegionCode): boolean =>
  within(region, lineageOf(seat).find((code) => levelOf(code) === Math.min(2, levelOf(seat))) ?? seat);

/** The regions are let go on the day before; what would have begun only then never does. */
const lets = ({ answersFor, ...office }: Office, regions: ReadonlySet<RegionCode>, on: CivilDate): Office => ({
  ...office,
  answersFor: answersFor.flatMap((each) => {
    const isMeant = regions.has(each.regionCode) && (each.validTo === undefined || each.validTo >= on);
    if (!isMeant) return [each];
    return each.validFrom >= on ? [] : [{ ...each, validTo: addDays(on, -1) }];
  }),
});

const takes = (office: Office, regions: ReadonlySet<RegionCode>, on: CivilDate): Office => ({
  ...office,
  answersFor: [
    ...office.answersFor,
    ...[...regions]
      .filter((region) => !answers(office, region, on))
      .map((regionCode) => ({ regionCode, validFrom: on })),
  ],
});

type Outcome = { offices: Office[] } | { problems: FieldProblem[] };

/** An office that never did anything is none: it must have had at least a day. */
const checked = (offices: Office[]): Outcome =>
  offices.every(({ answersFor }) => answersFor.length > 0)
    ? { offices }
    : {
        problems: [
          fault(
            'on',
            'never',
            '该单位将从未承办过，请改为更晚的日期',
            'the office would never have worked; take a later day',
          ),
        ],
      };

/** The offices as they will be, or everything that is wrong. `offices` has those that the change names, as they are. */
export const changeOffices = (
  change: OfficeChange,
  offices: ReadonlyMap<string, Office>,
  today: CivilDate,
): Outcome => {
  const office = offices.get(change.officeId);
  const unknown = (path: string, id: string) =>
    fault(path, 'unknown', '没有这个单位，见 GET /offices', 'no such office, see GET /offices', id);
  if (change.do !== 'rename' && change.on < today)
    return { problems: [fault('on', 'past', '不能早于今天', 'is not before today', change.on)] };
  if (change.do === 'open') {
    const { officeId: id, department, regionCode, kind, zh, en, answersFor, on } = change;
    const wrongName = id.startsWith(`${department}-`) && id.endsWith(`-${shortCode(regionCode)}`);
    const problems = [
      ...(office ? [fault('officeId', 'taken', '编号已被使用', 'this id is taken', id)] : []),
      ...(wrongName
        ? []
        : [
            fault(
              'officeId',
              'name',
              `须以 ${department}- 开头、以 -${shortCode(regionCode)} 结尾`,
              `begins with ${department}- and ends with -${shortCode(regionCode)}`,
              id,
            ),
          ]),
      ...answersFor.flatMap((region, i) =>
        reaches(regionCode, region)
          ? []
          : [
              fault(
                `answersFor.${i}`,
                'outside',
                '不在单位所在区（县）内',
                "lies outside the office's district",
                region,
              ),
            ],
      ),
    ];
    const regions = [...new Set(answersFor)].map((regionCode) => ({ regionCode, validFrom: on }));
    return problems.length > 0
      ? { problems }
      : { offices: [{ id, department, level: levelOf(regionCode), regionCode, kind, zh, en, answersFor: regions }] };
  }
  if (!office) return { problems: [unknown('officeId', change.officeId)] };
  if (change.do === 'rename') return { offices: [{ ...office, zh: change.zh, en: change.en }] };

  const [path, heirId] = change.do === 'move' ? ['to', change.to] : ['heir', change.heir];
  const heir = heirId === undefined ? undefined : offices.get(heirId);
  const regions = change.do === 'move' ? [change.regionCode] : answeredOn(office, change.on);
  const problems = [
    ...(heirId !== undefined && !heir ? [unknown(path, heirId)] : []),
    ...(heirId === office.id ? [fault(path, 'same', '须是另一个单位', 'must be another office', heirId)] : []),
    ...(heir && heir.department !== office.department
      ? [fault(path, 'department', '须属于同一部门', 'must be of the same department', heir.department)]
      : []),
    ...(change.do === 'move' && !answeredOn(office, change.on).includes(change.regionCode)
      ? [
          fault(
            'regionCode',
            'not-theirs',
            '该单位届时不承办此区域',
            'the office does not answer for it then',
            change.regionCode,
          ),
        ]
      : []),
    ...(regions.length > mostRegions
      ? [
          fault(
            'officeId',
            'many',
            `一次最多移交 ${mostRegions} 个区域，请先分批移交`,
            `at most ${mostRegions} regions at once: move some first`,
            String(regions.length),
          ),
        ]
      : []),
    ...(regions.length === 0
      ? [fault('officeId', 'ended', '该单位届时已不承办', 'the office has ended by then', office.id)]
      : []),
    ...(heir && !regions.every((region) => reaches(heir.regionCode, region))
      ? [fault(path, 'outside', '须与该区域同在一个区（县）', 'must sit in the same district', heir.id)]
      : []),
  ];
  if (problems.length > 0) return { problems };
  const handed = new Set(regions);
  return checked([lets(office, handed, change.on), ...(heir ? [takes(heir, handed, change.on)] : [])]);
};
