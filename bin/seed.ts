/** npm run seed [-- --demo] [--data .local]: loads data/*.json. Again and again is harmless: edits are kept. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type DemoPerson, demoPeople } from '../data/demo-person.ts';
import { catalogue } from '../domain/catalogue.ts';
import { office } from '../domain/office.ts';
import { region } from '../domain/region.ts';
import { calendarData } from '../domain/sla/calendar.ts';
import { target } from '../domain/target.ts';
import { instantOf } from '../domain/time.ts';
import { changeCare } from '../store/care.ts';
import { calendarRows, itemRows, officeRows, regionRow } from '../store/content.ts';
import { targetRows } from '../store/targets.ts';
import { festivalsRow, glossaryRow } from '../store/reference.ts';
import { openFile } from '../store/people.ts';
import { inParallel } from '../store/batch.ts';
import { staffRows } from '../store/staff.ts';
import { oncePerContent, seed, type Seeded } from '../store/seed.ts';
import { enterSystem, run } from './system-environment.ts';

const read = <Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> =>
  schema.parse(JSON.parse(readFileSync(new URL(`../data/${name}.json`, import.meta.url), 'utf8')));

/** Demo staff have been there since before any demo ticket. */
const since = '2020-01-01';

const staffOf = (people: readonly DemoPerson[]) =>
  people.flatMap((person) => {
    if (person.role === 'resident') return [];
    const { resident: _file, cleared = false, ...member } = person;
    return staffRows({ ...member, cleared, validFrom: since });
  });

/** Puts a demo resident onto the register of their station, once: who is on it already is left as they are. */
const register = async (residentId: string, communityCode: string, special: readonly string[], now: string) => {
  const groups = special.map((group) => ({ group, from: since, to: null, source: 'department' as const }));
  if (groups.length === 0) return;
  const subject = { residentId, communityCode, stationId: `station-${communityCode}`, restricted: false };
  await changeCare(
    residentId,
    subject,
    ({ version }) =>
      version > 0
        ? []
        : groups.map((group, i) => ({ type: 'GroupAdded' as const, ...group, enters: i === 0, covers: null })),
    { now, actor: { kind: 'system', id: 'seed' }, words: { reason: '演示数据 demo data' } },
  );
};

const openFiles = async (people: readonly DemoPerson[], special: ReadonlySet<string>): Promise<Seeded> => {
  const residents = people.flatMap((person) =>
    person.resident
      ? [{ id: person.id, tags: person.role === 'resident' ? person.tags : [], resident: person.resident }]
      : [],
  );
  const openedAt = instantOf(Date.now());
  const result = await oncePerContent('demo-residents', residents, async () => {
    let written = 0;
    await inParallel(residents, async ({ id, tags, resident }) => {
      const { name, idCard, phone, communityCode, address } = resident;
      const fields = { name, idCard, phone, address: { regionCode: communityCode, detail: address } };
      const opened = await openFile({ id, accountId: id, communityCode, tags, verified: true, openedAt, fields });
      if ('opened' in opened) written += 1;
      await register(
        id,
        communityCode,
        tags.filter((tag) => special.has(tag)),
        openedAt,
      );
    });
    return written;
  });
  return { rows: residents.length, ...result };
};

const report = (zh: string, en: string, { rows, written, unchanged }: Seeded): void => {
  const kept = rows - written;
  const how = unchanged
    ? '此前已载入 loaded before'
    : `写入 written ${written}${kept > 0 ? `, 保留 kept ${kept}` : ''}`;
  console.log(`${zh} ${en}: ${rows} (${how})`);
};

await run(async () => {
  const { values } = parseArgs({ options: { demo: { type: 'boolean' }, data: { type: 'string' } } });
  enterSystem(values.data);
  const { regions } = read('regions', z.object({ regions: z.array(region) }));
  const { items, ...glossary } = read('service-catalogue', catalogue);
  const { offices } = read('offices', z.object({ offices: z.array(office) }));
  const { years, festivals } = read('calendar', calendarData);
  report('区划', 'regions', await seed('regions', regions.map(regionRow)));
  report('事项', 'catalogue items', await seed('items', items.flatMap(itemRows)));
  report('目录用语', 'words of the catalogue', await seed('glossary', [glossaryRow(glossary)]));
  report('单位', 'offices with what they answer for', await seed('offices', offices.flatMap(officeRows)));
  const { targets } = read('targets', z.object({ targets: z.array(target) }));
  report('规划目标', 'targets of the plan', await seed('targets', targets.flatMap(targetRows)));
  report('工作日历', 'calendar years', await seed('calendar', years.flatMap(calendarRows)));
  report('节日', 'moving festivals', await seed('festivals', [festivalsRow(festivals)]));
  if (!values.demo) return 0;
  const { people } = read('demo-people', demoPeople);
  const special = new Set(glossary.applicantGroups.flatMap((group) => (group.special ? [group.id] : [])));
  report('演示工作人员', 'demo staff', await seed('demo-staff', staffOf(people)));
  report('演示居民', 'demo residents', await openFiles(people, special));
  return 0;
});
