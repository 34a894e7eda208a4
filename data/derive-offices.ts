/**
 * Writes data/offices.json from the regions and the catalogue, one office a line:
 *
 *   node data/derive-offices.ts
 *
 * Every non-virtual community gets a service station; every street, district and the city a desk that stands in where
 * no station is; every department an office in each region of the levels at which its items or steps are decided, and
 * in each district and the city as fall-back. Run it for a new installation only: it overwrites edited offices.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { decisionLevel, departments, item, stepLevel, type Department, type Item } from '../domain/catalogue.ts';
import { office, type Office } from '../domain/office.ts';
import { displayName, isVirtual, lineageOf, region, shortCode, type Region } from '../domain/region.ts';

/** The cut-off of the regions' source: before it nothing is known. */
const validFrom = '2023-06-30';

type Names = { readonly zh: string; readonly en: string };

/** What a department calls its office in a district or the city, and its window in a street. */
const bodies: Readonly<Record<Department, { readonly bureau: Names; readonly window: Names }>> = {
  police: { bureau: { zh: '公安局', en: 'Police bureau' }, window: { zh: '派出所', en: 'Police station' } },
  'civil-affairs': {
    bureau: { zh: '民政局', en: 'Civil affairs bureau' },
    window: { zh: '民政办', en: 'Civil affairs office' },
  },
  'human-resources': {
    bureau: { zh: '人力资源和社会保障局', en: 'Human resources and social security bureau' },
    window: { zh: '人社窗口', en: 'Labour and social security window' },
  },
  'medical-insurance': {
    bureau: { zh: '医疗保障局', en: 'Healthcare security bureau' },
    window: { zh: '医保窗口', en: 'Medical insurance window' },
  },
  health: { bureau: { zh: '卫生健康委员会', en: 'Health commission' }, window: { zh: '卫健办', en: 'Health office' } },
  housing: {
    bureau: { zh: '住房和城乡建设局', en: 'Housing and urban-rural development bureau' },
    window: { zh: '住建窗口', en: 'Housing window' },
  },
  'housing-fund': {
    bureau: { zh: '住房公积金管理中心', en: 'Housing provident fund centre' },
    window: { zh: '公积金窗口', en: 'Housing provident fund window' },
  },
  'disabled-federation': {
    bureau: { zh: '残疾人联合会', en: "Disabled persons' federation" },
    window: { zh: '残联', en: "Disabled persons' federation office" },
  },
  veterans: {
    bureau: { zh: '退役军人事务局', en: 'Veterans affairs bureau' },
    window: { zh: '退役军人服务站', en: 'Veterans service station' },
  },
  education: {
    bureau: { zh: '教育体育局', en: 'Education and sports bureau' },
    window: { zh: '教育窗口', en: 'Education window' },
  },
  'environment-urban': {
    bureau: { zh: '城管与生态环境联合窗口', en: 'Urban management and environment joint office' },
    window: { zh: '城管环境窗口', en: 'Urban management and environment window' },
  },
  judicial: { bureau: { zh: '司法局', en: 'Justice bureau' }, window: { zh: '司法所', en: 'Justice office' } },
  station: {
    bureau: { zh: '政务服务中心综合服务台', en: 'Service centre desk' },
    window: { zh: '综合服务台', en: 'Service desk' },
  },
};

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** Levels at which somebody of the department decides or does a step; the community is the stations' own. */
const levelsOf = (department: Department, items: readonly Item[]): ReadonlySet<number> =>
  new Set([
    1,
    2,
    ...(department === 'station' ? [3] : []),
    ...items.filter((item) => item.department === department).map(decisionLevel),
    ...items.flatMap(({ steps }) => steps.filter((step) => step.department === department).map(stepLevel)),
  ]);

/** All offices of a new installation, in the order of departments and regions. */
export const deriveOffices = (items: readonly Item[], regions: readonly Region[]): readonly Office[] => {
  const byCode = new Map(regions.map((region) => [region.code, region]));
  /** 崇川区城东街道东市社区: without the city, and without a name that the next one begins with (如皋市良种场). */
  const placeOf = (region: Region): Names => {
    const places = lineageOf(region.code).flatMap((code) => byCode.get(code) ?? []);
    const named = places
      .filter((place, i) => place === region || (place.level > 1 && !places[i - 1]?.name.startsWith(place.name)))
      .toReversed();
    return {
      zh: named.map(displayName).join(''),
      en: named.map((place) => place.en ?? displayName(place)).join(' '),
    };
  };
  return departments.flatMap((department) => {
    const levels = levelsOf(department, items);
    return regions
      .filter((region) => levels.has(region.level) && !(region.level === 4 && isVirtual(region)))
      .map((region): Office => {
        const station = department === 'station' && region.level === 4;
        const { bureau, window } = bodies[department];
        const body = station ? { zh: '综合服务站', en: 'Service station' } : region.level < 3 ? bureau : window;
        const place = placeOf(region);
        return {
          id: `${department}-${shortCode(region.code)}`,
          department,
          level: region.level,
          regionCode: region.code,
          kind: station ? 'station' : department === 'station' ? 'desk' : 'department',
          zh: place.zh + body.zh,
          en: `${body.en} – ${place.en}`,
          answersFor: [{ regionCode: region.code, validFrom }],
        };
      });
  });
};

if (import.meta.main) {
  const { items } = z.object({ items: z.array(item) }).parse(read('service-catalogue.json'));
  const { regions } = z.object({ regions: z.array(region) }).parse(read('regions.json'));
  const offices = z.array(office).parse(deriveOffices(items, regions));
  const lines = offices.map((office) => JSON.stringify(office)).join(',\n');
  writeFileSync(new URL('offices.json', import.meta.url), `{"offices": [\n${lines}\n]}\n`);
  console.log(`offices.json: ${offices.length}`);
}
