/**
 * Writes data/demo-people.json, one person a line:
 *
 *   node data/derive-demo-people.ts
 *
 * Residents, clerks and supervisors are listed here; officers are derived, one for every office that any item or step
 * can reach from a demo resident's community, so that each demo ticket can be carried to its end. All are invented. The
 * ID numbers should be nobody's: area 320613 exists since 2020, the holders were born earlier; 340199 was never given.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { decisionLevel, departments, item, type Department, type Item } from '../domain/catalogue.ts';
import { checkCharacter } from '../domain/id-number.ts';
import { office, type Office } from '../domain/office.ts';
import type { RegionCode, RegionLevel } from '../domain/region.ts';
import { isAmbiguous, officeAt, officeFor, officeForStep, stationFor, type Routing } from '../domain/routing.ts';
import { demoPeople, type DemoPerson } from './demo-person.ts';

/** A day on which the derived offices are valid. */
const on = '2026-01-01';
const city = '320600000000';
const district = '320613000000';
const street = '320613001000';
/** 德民社区 in 城东街道, 崇川区: where most of the demonstration happens. */
const main = '320613001001';

type Sketch = {
  id: string;
  zh: string;
  en: string;
  tags: string[];
  first17: string;
  phone: string;
  at: RegionCode;
  address?: string;
};
const residents: readonly Sketch[] = [
  {
    id: 'resident-chen',
    zh: '演示陈（普通居民）',
    en: 'Demo Chen, ordinary resident',
    tags: ['resident'],
    first17: '32061319920229001',
    phone: '19900000001',
    at: main,
  },
  {
    id: 'resident-shen',
    zh: '演示沈（高龄独居老人）',
    en: 'Demo Shen, aged over 80, living alone',
    tags: ['resident', 'elderly-60', 'elderly-80', 'empty-nest'],
    first17: '32061319430815002',
    phone: '19900000002',
    at: main,
    address: '演示路3号303室',
  },
  {
    id: 'resident-liu',
    zh: '演示刘（轮椅使用者、低收入家庭）',
    en: 'Demo Liu, wheelchair user of a low-income household',
    tags: ['resident', 'disabled', 'low-income'],
    first17: '32061319800310004',
    phone: '19900000003',
    at: '320613002001',
  },
  {
    id: 'resident-zhou',
    zh: '演示周（流动人口）',
    en: 'Demo Zhou, floating population',
    tags: ['floating', 'tenant'],
    first17: '34019919970601005',
    phone: '19900000004',
    at: '320671001001',
  },
  {
    id: 'resident-wang',
    zh: '演示王（村居老人）',
    en: 'Demo Wang, elderly villager',
    tags: ['resident', 'elderly-60'],
    first17: '32061319620120006',
    phone: '19900000005',
    at: '320614103201',
  },
  {
    id: 'resident-gu',
    zh: '演示顾（育儿家庭）',
    en: 'Demo Gu, family with a young child',
    tags: ['resident', 'child-family'],
    first17: '32061319951005007',
    phone: '19900000006',
    at: '320681100001',
  },
  {
    id: 'resident-sun',
    zh: '演示孙（站员的家人）',
    en: 'Demo Sun, lives with a clerk of the station',
    tags: ['resident'],
    first17: '32061319680704009',
    phone: '19900000007',
    at: main,
    address: '演示路2号202室',
  },
  // On the register of special groups, for the lists of their stations.
  {
    id: 'resident-ma',
    zh: '演示马（独居老人）',
    en: 'Demo Ma, aged over 80, living alone',
    tags: ['resident', 'elderly-60', 'elderly-80', 'empty-nest'],
    first17: '32061319410511010',
    phone: '19900000009',
    at: main,
    address: '演示路5号101室',
  },
  {
    id: 'resident-he',
    zh: '演示何（重度残疾人）',
    en: 'Demo He, severely disabled',
    tags: ['resident', 'disabled', 'severely-disabled'],
    first17: '32061319780923011',
    phone: '19900000010',
    at: main,
    address: '演示路5号102室',
  },
  {
    id: 'resident-lu',
    zh: '演示陆（低保家庭）',
    en: 'Demo Lu, minimum living allowance',
    tags: ['resident', 'low-income'],
    first17: '32061319851130012',
    phone: '19900000011',
    at: main,
    address: '演示路5号103室',
  },
  {
    id: 'resident-tang',
    zh: '演示唐（特困人员）',
    en: 'Demo Tang, extreme hardship',
    tags: ['resident', 'elderly-60', 'special-hardship'],
    first17: '32061319550202013',
    phone: '19900000012',
    at: main,
    address: '演示路5号104室',
  },
  {
    id: 'resident-feng',
    zh: '演示冯（特殊家庭）',
    en: 'Demo Feng, family that lost an only child',
    tags: ['resident', 'special-family'],
    first17: '32061319680617014',
    phone: '19900000013',
    at: main,
    address: '演示路5号105室',
  },
  {
    id: 'resident-yu',
    zh: '演示于（优抚对象）',
    en: 'Demo Yu, entitled to preferential treatment',
    tags: ['resident', 'elderly-60', 'preferential'],
    first17: '32061319530801015',
    phone: '19900000014',
    at: '320613002001',
    address: '演示路6号101室',
  },
  {
    id: 'resident-jiang',
    zh: '演示蒋（村里的独居老人）',
    en: 'Demo Jiang, aged over 80, alone in a village',
    tags: ['resident', 'elderly-60', 'elderly-80', 'empty-nest'],
    first17: '32061319390307016',
    phone: '19900000015',
    at: '320614103201',
    address: '演示村7号',
  },
];
/** A clerk who lives in the community where she works, with one of its residents: she must not handle their cases. */
const clerkSun: Pick<Sketch, 'first17' | 'phone' | 'at' | 'address'> = {
  first17: '32061319930316008',
  phone: '19900000008',
  at: main,
  address: '演示路2号202室',
};

const supervision: readonly DemoPerson[] = [
  {
    id: 'supervisor-street',
    role: 'supervisor',
    regionCode: street,
    zh: '演示街道督办员',
    en: 'Demo street supervisor',
  },
  {
    id: 'supervisor-district',
    role: 'supervisor',
    regionCode: district,
    cleared: true,
    zh: '演示区督办员',
    en: 'Demo district supervisor',
  },
  {
    id: 'supervisor-city',
    role: 'supervisor',
    regionCode: city,
    cleared: true,
    zh: '演示市督办员',
    en: 'Demo city supervisor',
  },
  {
    id: 'arbiter',
    role: 'arbiter',
    regionCode: city,
    zh: '演示裁定员（市民政）',
    en: 'Demo arbiter, city civil affairs',
  },
  { id: 'auditor', role: 'auditor', regionCode: city, cleared: true, zh: '演示审计员', en: 'Demo auditor' },
  {
    id: 'administrator',
    role: 'administrator',
    regionCode: city,
    cleared: true,
    zh: '演示管理员',
    en: 'Demo administrator',
  },
  // What one administrator proposes, another confirms.
  {
    id: 'administrator-second',
    role: 'administrator',
    regionCode: city,
    cleared: true,
    zh: '演示管理员（第二人）',
    en: 'Demo administrator, the second',
  },
  {
    id: 'administrator-district',
    role: 'administrator',
    regionCode: district,
    zh: '演示区管理员',
    en: 'Demo administrator of a district',
  },
];

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

const fileOf = (name: string, { first17, phone, at, address = '演示路1号101室' }: typeof clerkSun) => ({
  name,
  idCard: first17 + checkCharacter(first17),
  phone,
  communityCode: at,
  address,
});
const residentOf = ({ id, zh, en, tags, ...rest }: Sketch): DemoPerson => ({
  id,
  role: 'resident',
  zh,
  en,
  tags,
  resident: fileOf(zh.slice(0, 3), rest),
});

const found = (routing: Routing, what: string): Office => {
  if (routing && !isAmbiguous(routing)) return routing;
  throw new Error(`没有唯一的机构 / no single office: ${what}`);
};

/** The level at which most of the department's items are decided; of equals the one nearer to the resident. */
const usualLevel = (department: Department, items: readonly Item[]): RegionLevel => {
  const levels = items.filter((item) => item.department === department).map(decisionLevel);
  const count = (level: RegionLevel): number => levels.filter((other) => other === level).length;
  return ([4, 3, 2, 1] as const).reduce((best, level) => (count(level) > count(best) ? level : best), 4);
};

export const deriveDemoPeople = (items: readonly Item[], offices: readonly Office[]): readonly DemoPerson[] => {
  const communities = [...new Set(residents.map(({ at }) => at))];
  const clerks = communities.flatMap((community): DemoPerson[] => {
    const station = found(stationFor(community, offices, on), community);
    const ids = community === main ? ['clerk-lin', 'clerk-sun'] : [`clerk-${community}`];
    return ids.map((id, i) => ({
      id,
      role: 'clerk',
      officeId: station.id,
      ...(id === 'clerk-sun' ? { resident: fileOf('演示晴', clerkSun) } : { cleared: true }),
      zh: `演示站员${i + 1}（${station.zh}）`,
      en: `Demo clerk ${i + 1}, ${station.en}`,
    }));
  });
  const usual = departments.map((department) =>
    found(officeAt(department, usualLevel(department, items), main, offices, on), department),
  );
  const reached = communities.flatMap((community) =>
    items.flatMap((item) => [
      found(officeFor(item, community, offices, on), `${item.id}, ${community}`),
      ...item.steps.map((step) => found(officeForStep(step, community, offices, on), `${step.id}, ${community}`)),
    ]),
  );
  const others = [...new Set(reached)].filter(
    ({ id, department }) => department !== 'station' && !usual.some((office) => office.id === id),
  );
  const officers = [...usual, ...others].map((office): DemoPerson => ({
    id: `officer-${usual.includes(office) ? office.department : office.id}`,
    role: 'officer',
    officeId: office.id,
    ...(office.department === 'judicial' ? { cleared: true } : {}),
    zh: `演示${office.department === 'station' ? '站长' : '经办员'}（${office.zh}）`,
    en: `Demo ${office.department === 'station' ? 'station head' : 'officer'}, ${office.en}`,
  }));
  return [...residents.map(residentOf), ...clerks, ...officers, ...supervision];
};

if (import.meta.main) {
  const { items } = z.object({ items: z.array(item) }).parse(read('service-catalogue.json'));
  const { offices } = z.object({ offices: z.array(office) }).parse(read('offices.json'));
  const { people } = demoPeople.parse({ people: deriveDemoPeople(items, offices) });
  const lines = people.map((person) => JSON.stringify(person)).join(',\n');
  writeFileSync(new URL('demo-people.json', import.meta.url), `{"people": [\n${lines}\n]}\n`);
  console.log(`demo-people.json: ${people.length}`);
}
