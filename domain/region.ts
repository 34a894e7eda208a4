/**
 * The region tree: 市 city → 县(市)区 district → 街道(乡镇) street → 社区(村) community.
 *
 * A code has 12 digits: 2 province, 2 city, 2 district, 3 street, 3 community; what a level does not name is zero
 * (320613000000 is 崇川区). Parent, ancestors and "lies within" are therefore prefix arithmetic and need no table.
 */
import * as z from 'zod';
import { civilDate, type CivilDate } from './time.ts';

/** 1 city, 2 district, 3 street, 4 community. A greater number is nearer to the resident. */
export type RegionLevel = 1 | 2 | 3 | 4;
export type RegionCode = string;

export const regionLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export const regionCode = z.string().regex(/^\d{12}$/);
export const levelNames = { 1: 'city', 2: 'district', 3: 'street', 4: 'community' } as const;

/** Digits that name a region of this level. */
const digits: Readonly<Record<RegionLevel, number>> = { 1: 4, 2: 6, 3: 9, 4: 12 };

export const region = z.strictObject({
  code: regionCode,
  name: z.string().min(1),
  level: regionLevel,
  parent: regionCode.nullable(),
  type: z.string().min(1),
  short: z.string().optional(),
  /** A shorter name for people, where the official one is long. */
  display: z.string().optional(),
  en: z.string().optional(),
  /** A placeholder of the statistics (a farm, a zone) without a station of its own. */
  virtual: z.boolean().optional(),
  population2020: z.int().positive().optional(),
  legacy: z.array(z.strictObject({ code: z.string(), name: z.string(), until: z.int() })).optional(),
  /** Last day on which the region existed, and the region it was merged into. */
  validTo: civilDate.optional(),
  successor: regionCode.optional(),
});
export type Region = Readonly<z.infer<typeof region>>;

/** Has the text the shape of a code of a city or below? Twelve digits alone may name a province, or nothing. */
export const isRegionCode = (text: string): boolean => /^(?!00)\d{2}(?!00)\d{10}$/.test(text);

/** Level of a code by its zeros. Throws RangeError for what is not a code of a city or below. */
export const levelOf = (code: RegionCode): RegionLevel => {
  if (!isRegionCode(code)) {
    throw new RangeError(`区划代码应为12位数字 / a region code has 12 digits, city level or below: ${code}`);
  }
  if (!code.endsWith('000')) return 4;
  if (!code.endsWith('000000')) return 3;
  return code.endsWith('00000000') ? 1 : 2;
};

/** The region one level up, or undefined for a city. */
export const parentOf = (code: RegionCode): RegionCode | undefined => {
  const level = levelOf(code);
  if (level === 1) return undefined;
  return code.slice(0, digits[(level - 1) as RegionLevel]).padEnd(12, '0');
};

/** All regions above, nearest first; a city has none. */
export const ancestorsOf = (code: RegionCode): readonly RegionCode[] => {
  const parent = parentOf(code);
  return parent === undefined ? [] : [parent, ...ancestorsOf(parent)];
};

/** The region itself and all above it, nearest first. */
export const lineageOf = (code: RegionCode): readonly RegionCode[] => [code, ...ancestorsOf(code)];

/** The digits shared by everything inside the region: `320613` for 崇川区. A key prefix or an `id` suffix. */
export const shortCode = (code: RegionCode): string => code.slice(0, digits[levelOf(code)]);

/** Is `code` the region `ancestor` or inside it? */
export const within = (code: RegionCode, ancestor: RegionCode): boolean => code.startsWith(shortCode(ancestor));

export const isVirtual = (region: Region): boolean => region.virtual === true;

export const communityClasses = ['urban', 'rural'] as const;
export type CommunityClass = (typeof communityClasses)[number];

/**
 * Residents' committees (and what is like them) are urban, villagers' committees rural: the last three digits say which
 * (data/README.md, Regions). Of a community only.
 */
export const classOf = (communityCode: RegionCode): CommunityClass => {
  const last = Number(communityCode.slice(9));
  return (last >= 200 && last <= 399) || last >= 500 ? 'rural' : 'urban';
};

/** The name people use: 东市社区 rather than 东市社区居委会. */
export const displayName = (region: Region): string => region.display ?? region.name;

/**
 * The region that stands for `code` on a day: itself while it is valid, else its successor, and so on. Undefined when
 * the code is unknown, ended without a successor, or the successors run in a circle. Tickets keep the code at filing.
 */
export const currentRegion = (
  code: RegionCode,
  regions: ReadonlyMap<RegionCode, Region>,
  on: CivilDate,
): Region | undefined => {
  const seen = new Set<RegionCode>();
  let region = regions.get(code);
  while (region?.validTo !== undefined && region.validTo < on) {
    if (region.successor === undefined || seen.has(region.code)) return undefined;
    seen.add(region.code);
    region = regions.get(region.successor);
  }
  return region;
};

/**
 * Level look-up for addresses: inside a city of the table only its own codes are known; elsewhere in the country
 * (the place somebody moved from) the zeros tell the level. Undefined = no such region.
 */
export const levelLookup = (
  regions: ReadonlyMap<RegionCode, Region>,
): ((code: RegionCode) => RegionLevel | undefined) => {
  const cities = new Set([...regions.values()].filter(({ level }) => level === 1).map(({ code }) => shortCode(code)));
  return (code) => {
    const known = regions.get(code);
    if (known) return known.level;
    if (cities.has(code.slice(0, 4)) || !/^[1-8]\d(?!00)\d{10}$/.test(code)) return undefined;
    return levelOf(code);
  };
};
