/** GET /reports/{regionCode}/numbers, …/tickets, …/brief: what leaves the system, each time written down. */
import { fileTypes, reportRoutes } from '../../contract/routes/report.ts';
import { type Caller, mayOversee, maySee, maySeeExactNumbers } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { onTimeOf } from '../../domain/measures.ts';
import { type Dimension, sum, whole } from '../../domain/performance.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { displayName, type Region, shortCode } from '../../domain/region.ts';
import { type Line, numbersTable, ticketsTable } from '../../domain/report.ts';
import { satisfactionOf } from '../../domain/satisfaction.ts';
import { addMonths, type Month, monthOf, monthsBetween } from '../../domain/served.ts';
import { csvOf, type Table } from '../../domain/table.ts';
import { addDays, type CivilDate, dateOf, type Instant } from '../../domain/time.ts';
import * as audit from '../../store/audit.ts';
import { casesBehind } from '../../store/cases.ts';
import * as content from '../../store/content.ts';
import { readCells, readDays, readMonths, readOpen } from '../../store/numbers.ts';
import * as reference from '../../store/reference.ts';
import { operation } from '../edge/http.ts';

const forOverseers: Refusal = refuse('not-allowed', {
  zh: '只有本区域及上级的督导、审计和管理人员可以导出。',
  en: 'Only supervisors, auditors and administrators over the region can export this.',
});

const invalid = (path: string, zh: string, en: string, seen: string): Refusal =>
  refuse('invalid', {}, [{ path, code: 'range', zh, en, seen }]);

type Format = keyof typeof fileTypes;

/** Its library is loaded with the first workbook (lib/functions.ts). */
const workbook = async (table: Table): Promise<Buffer> => (await import('../workbook.ts')).workbookOf([table]);

/** The file, once it is written down that it left. */
const exported = async (
  what: string,
  { table, format, next }: { table: Table; format: Format; next: string | null },
  { caller, now }: { caller: Caller; now: Instant },
) => {
  await audit.record(
    { kind: 'export', what: what.slice(0, 64), rows: table.rows.length },
    { actor: auditActor(caller), now },
  );
  const isText = format === 'csv';
  return {
    name: `yizhan-${what.replaceAll(/[^\w-]+/g, '-')}.${format}`,
    type: fileTypes[format],
    body: isText ? csvOf(table) : (await workbook(table)).toString('base64'),
    encoding: isText ? ('utf8' as const) : ('base64' as const),
    next,
  };
};

/** What people call the values of a dimension. */
const labelsOf = async (dimension: Dimension, on: CivilDate): Promise<Map<string, string>> => {
  if (dimension === 'item') return new Map((await content.items(on)).map(({ id, zh }) => [id, zh]));
  if (dimension === 'group') return new Map((await reference.glossary()).applicantGroups.map(({ id, zh }) => [id, zh]));
  return new Map();
};

const linesOf = async (
  region: Region,
  { from, to }: { from: Month; to: Month },
  by: Dimension | undefined,
  on: CivilDate,
): Promise<Line[]> => {
  if (by === undefined) {
    const counts = new Map((await readMonths(region.code, from, to)).map((each) => [each.period, each.counts]));
    return monthsBetween(from, to).map((month) => ({
      key: month,
      label: displayName(region),
      counts: counts.get(month) ?? {},
    }));
  }
  const [values, labels] = await Promise.all([readCells(region.code, by, from, to), labelsOf(by, on)]);
  return Object.entries(values)
    .map(([key, counts]) => ({ key, label: labels.get(key) ?? key, counts }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
};

/** Months of one file. */
const longest = 24;

export const exportNumbers = operation(
  reportRoutes.exportNumbers,
  async ({ params: { regionCode }, query, caller, now }) => {
    if (!maySeeExactNumbers(caller, regionCode)) return forOverseers;
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    const { by, format } = query;
    const to = query.to ?? monthOf(dateOf(now));
    const from = query.from ?? to;
    if (from > to || addMonths(from, longest) <= to)
      return invalid('from', `一至 ${longest} 个月`, `one to ${longest} months`, `${from}..${to}`);
    const key = by === undefined ? { zh: '月份', en: 'month' } : { zh: '类别', en: by };
    const table = numbersTable(`${from}_${to}`, key, await linesOf(region, { from, to }, by, dateOf(now)));
    const what = `numbers ${shortCode(region.code)} ${from} ${to}${by === undefined ? '' : ` ${by}`}`;
    return exported(what, { table, format, next: null }, { caller, now });
  },
);

/** Lines of one file: some 500 KB of CSV, far below the 6 MB that a function may answer. */
const most = 2_000;

export const exportTickets = operation(
  reportRoutes.exportTickets,
  async ({ params: { regionCode }, query, caller, now }) => {
    if (!mayOversee(caller, regionCode)) return forOverseers;
    const region = await content.region(regionCode);
    if (!region) return refuse('not-found', { region: regionCode });
    const { fact, format, cursor } = query;
    const month = query.month ?? monthOf(dateOf(now));
    const behind = { fact, cell: '', from: `${month}-01`, to: addDays(`${addMonths(month, 1)}-01`, -1) };
    const found = await casesBehind(region, behind, { limit: most, cursor }, (ticket) => maySee(caller, ticket));
    if (isRefusal(found)) return found;
    const items = new Map((await content.items(dateOf(now))).map((item) => [item.id, item]));
    const table = ticketsTable(
      `${fact} ${month}`,
      found.rows.map(({ ticket, at, officeId }) => ({
        ticket,
        item: { zh: items.get(ticket.itemId)?.zh ?? ticket.itemId, department: ticket.department },
        counted: { at, officeId },
      })),
    );
    const next =
      found.cursor === null
        ? null
        : `/reports/${region.code}/tickets?fact=${fact}&month=${month}&format=${format}&cursor=${found.cursor}`;
    const what = `tickets ${shortCode(region.code)} ${month} ${fact}`;
    return exported(what, { table, format, next }, { caller, now });
  },
);

/** The Monday of the week of a day. */
const mondayOf = (date: CivilDate): CivilDate => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

const weekOf = async (scope: string, from: CivilDate) => {
  const to = addDays(from, 6);
  const counts = sum((await readDays(scope, from, to)).map((each) => each.counts));
  const { ratings: _ratings, ...satisfaction } = satisfactionOf(counts);
  return { from, to, counts, satisfaction, onTime: onTimeOf(counts, 'PROMISE') };
};

const topItems = 10;

export const getBrief = operation(reportRoutes.getBrief, async ({ params: { regionCode }, query, caller, now }) => {
  if (!mayOversee(caller, regionCode)) return forOverseers;
  const region = await content.region(regionCode);
  if (!region) return refuse('not-found', { region: regionCode });
  if (region.level !== 2) return invalid('regionCode', '请给出区县', 'a district', region.code);
  const today = dateOf(now);
  const monday = mondayOf(query.on ?? today);
  const sunday = addDays(monday, 6);
  const month = monthOf(monday <= today && today < sunday ? today : sunday);
  const [week, before, open, streets, items, names] = await Promise.all([
    weekOf(region.code, monday),
    weekOf(region.code, addDays(monday, -7)),
    readOpen(region.code),
    content.regionsBelow(region.code),
    readCells(region.code, 'item', month, month),
    content.items(today),
  ]);
  const known = new Map(names.map((item) => [item.id, item]));
  return {
    region: { code: region.code, name: displayName(region), level: region.level },
    week,
    before,
    open: open[whole] ?? 0,
    streets: await Promise.all(
      streets.map(async (street) => {
        const { counts, onTime } = await weekOf(street.code, monday);
        return {
          code: street.code,
          name: displayName(street),
          filed: counts['filed'] ?? 0,
          resolved: counts['resolved'] ?? 0,
          onTime,
          cards: (counts['card.yellow'] ?? 0) + (counts['card.red'] ?? 0),
        };
      }),
    ),
    month,
    items: Object.entries(items)
      .map(([id, counts]) => ({
        id,
        zh: known.get(id)?.zh ?? id,
        en: known.get(id)?.en ?? id,
        filed: counts['filed'] ?? 0,
      }))
      .sort((a, b) => b.filed - a.filed || (a.id < b.id ? -1 : 1))
      .slice(0, topItems),
  };
});
