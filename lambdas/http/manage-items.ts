/** GET /items, /items/{id}, …/versions/{version}; POST /items/{id}, …/preview: the catalogue, changed by two people. */
import { itemRoutes } from '../../contract/routes/item.ts';
import { mayPropose, maySeeAdministration } from '../../domain/access.ts';
import { auditActor } from '../../domain/audit.ts';
import { isFileable, type Item, type ItemSummary } from '../../domain/catalogue.ts';
import { newlyRequired } from '../../domain/consequences.ts';
import { objectionToStart, type Proposal } from '../../domain/proposal.ts';
import { type FieldProblem, isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { type CivilDate, dateOf, type Instant } from '../../domain/time.ts';
import { inForce, upcoming } from '../../domain/version.ts';
import * as content from '../../store/content.ts';
import { itemNow, itemsNow, itemVersions } from '../../store/items.ts';
import * as store from '../../store/proposals.ts';
import { glossary } from '../../store/reference.ts';
import { communitiesIn } from '../../store/stations.ts';
import { reckoningIn } from '../context.ts';
import { operation } from '../edge/http.ts';
import { newId } from '../edge/random.ts';
import { preview } from '../preview.ts';
import { unroutedByItem } from '../routing-of-change.ts';
import { forOverseers, itemDifferences, proposalView, versionsView } from '../versions.ts';

const ofCity: Refusal = refuse('not-allowed', {
  zh: '事项及于全市，只能由市级管理员提出修改。',
  en: 'Items hold for the whole city: only its administrators propose changes.',
});

const lineOf = (
  { versions, newest }: { versions: content.ItemVersions; newest: number },
  proposed: ReadonlySet<string>,
  on: CivilDate,
) => {
  const [next] = upcoming(versions, on);
  const current = inForce(versions, on);
  const summary = (current ?? next)?.summary;
  if (!summary) return [];
  const { id, zh, en, code, department, category, mode, endsOn } = summary;
  const state = !current ? ('upcoming' as const) : isFileable(summary, on) ? ('current' as const) : ('ended' as const);
  return [
    {
      id,
      zh,
      en,
      code,
      department,
      category,
      mode,
      state,
      newest,
      version: summary.version,
      endsOn: endsOn ?? null,
      next: next?.validFrom
        ? {
            version: next.version,
            validFrom: next.validFrom,
          }
        : null,
      proposed: proposed.has(id),
    },
  ];
};

const matches = ({ id, zh, en, code }: Pick<ItemSummary, 'id' | 'zh' | 'en' | 'code'>, q: string): boolean =>
  [id, zh, en, code].some((text) => text.toLowerCase().includes(q.toLowerCase()));

export const listManagedItems = operation(itemRoutes.listManagedItems, async ({ query, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const { department, mode, state, proposed, q } = query;
  const [rows, open] = await Promise.all([itemsNow(), store.proposals('item')]);
  const ids = new Set(open.map(({ subject }) => subject));
  const lines = rows.flatMap((row) => lineOf(row, ids, dateOf(now)));
  return {
    items: lines.filter(
      (line) =>
        (department === undefined || line.department === department) &&
        (mode === undefined || line.mode === mode) &&
        (state === undefined || line.state === state) &&
        (proposed === undefined || line.proposed === (proposed === 'yes')) &&
        (q === undefined || matches(line, q)),
    ),
  };
});

export const getManagedItem = operation(itemRoutes.getManagedItem, async ({ params: { id }, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const [rows, open] = await Promise.all([itemVersions(id), store.proposalOf('item', id)]);
  const [newest] = rows;
  if (!newest) return refuse('not-found', { item: id });
  const shown = await versionsView(
    rows.map(({ item, release }) => ({ version: item.version, ...(release ? { release } : {}) })),
    dateOf(now),
  );
  return {
    id,
    zh: newest.item.zh,
    en: newest.item.en,
    newest: newest.item.version,
    item: newest.item,
    versions: shown.map((each, i) => ({ ...each, endsOn: rows[i]?.item.endsOn ?? null })),
    proposal: open ? await proposalView(open, caller, now) : null,
  };
});

export const getItemVersion = operation(
  itemRoutes.getItemVersion,
  async ({ params: { id, version }, query: { against = version - 1 }, caller }) => {
    if (!maySeeAdministration(caller)) return forOverseers;
    const [item, other] = await Promise.all([
      content.itemVersion(id, version),
      against > 0 ? content.itemVersion(id, against) : undefined,
    ]);
    if (!item || (against > 0 && !other))
      return refuse('not-found', { item: id, version: String(item ? against : version) });
    return { item, against: other ? against : null, differences: other ? itemDifferences(other, item) : [] };
  },
);

/** What the item names must be there: groups of residents, papers, offices. */
const faultsOf = async (id: string, item: Item, before: Item | undefined, on: CivilDate): Promise<FieldProblem[]> => {
  const { applicantGroups, materials } = await glossary();
  const [groups, papers] = [applicantGroups, materials].map((list) => new Set(list.map((each) => each.id)));
  const unknown = (refs: readonly string[], known: ReadonlySet<string> | undefined, path: (i: number) => string) =>
    refs.flatMap((ref, i) =>
      known?.has(ref)
        ? []
        : [{ path: path(i), code: 'unknown', zh: `没有“${ref}”`, en: `there is no ${ref}`, seen: ref }],
    );
  const isEnding = item.endsOn !== undefined && item.endsOn !== before?.endsOn;
  return [
    ...(item.id === id
      ? []
      : [
          {
            path: 'item.id',
            code: 'name',
            zh: '与地址不符，编号不可更改',
            en: 'differs from the address; ids never change',
            seen: item.id,
          },
        ]),
    ...unknown(item.applicantGroups, groups, (i) => `item.applicantGroups.${i}`),
    ...unknown(item.priority.groups ?? [], groups, (i) => `item.priority.groups.${i}`),
    ...unknown(
      item.materials.map(({ ref }) => ref),
      papers,
      (i) => `item.materials.${i}.ref`,
    ),
    ...(isEnding && item.endsOn !== undefined && item.endsOn < on
      ? [
          {
            path: 'item.endsOn',
            code: 'past',
            zh: '不能早于生效日期',
            en: 'is not before the day from which this holds',
            seen: item.endsOn,
          },
        ]
      : []),
    ...(await unroutedByItem(item, on)),
  ];
};

type Given = { id: string; item: Item; validFrom: CivilDate; now: Instant };

/** The newest version beside what is given, or why that cannot be one. */
const compared = async ({ id, item, validFrom, now }: Given) => {
  const late = objectionToStart(validFrom, dateOf(now));
  if (late) return late;
  const current = await itemNow(id);
  const before = current && (await content.itemVersion(id, current.newest));
  const faults = await faultsOf(id, item, before, validFrom);
  return faults.length > 0 ? refuse('invalid', {}, faults) : { before, newest: current?.newest ?? 0 };
};

export const proposeItem = operation(itemRoutes.proposeItem, async ({ params: { id }, body, caller, now }) => {
  if (!mayPropose(caller, 'item', [])) return ofCity;
  const { validFrom, reason, ifVersion, replaces } = body;
  const item = { ...body.item, version: ifVersion + 1 };
  const found = await compared({ id, item, validFrom, now });
  if (isRefusal(found)) return found;
  if (found.newest !== ifVersion)
    return refuse('stale-version', { seen: String(ifVersion), current: String(found.newest) });
  if (found.before && itemDifferences(found.before, item).length === 0)
    return refuse('invalid', {}, [
      { path: 'item', code: 'same', zh: '与现行版本没有差别', en: 'does not differ from the newest version' },
    ]);
  const proposal: Proposal = {
    id: newId(now),
    subject: id,
    base: { [id]: ifVersion },
    validFrom,
    reason,
    proposedBy: caller.id,
    proposedAt: now,
    change: {
      kind: 'item',
      item,
    },
  };
  return (
    (await store.propose(proposal, replaces, { actor: auditActor(caller), now })) ?? proposalView(proposal, caller, now)
  );
});

/** Parts of an item that set a clock of its tickets. */
const setsClocks = (path: string): boolean => /^(limits|priority|regime|mode)\b/.test(path);

export const previewItem = operation(itemRoutes.previewItem, async ({ params: { id }, body, caller, now }) => {
  if (!maySeeAdministration(caller)) return forOverseers;
  const today = dateOf(now);
  const found = await compared({ id, item: body.item, validFrom: body.validFrom ?? today, now });
  if (isRefusal(found)) return found;
  const differences = itemDifferences(found.before, body.item);
  const [city] = await content.regionsBelow(null);
  const items = new Map([[id, body.item]]);
  const whatIfIn = async (district: string) => ({ items, reckoning: await reckoningIn(district, today), now });
  const looked =
    found.before && differences.some(({ path }) => setsClocks(path))
      ? await preview(whatIfIn, body.cursor, { itemId: id })
      : null;
  return {
    differences,
    required: newlyRequired(found.before, body.item),
    communities: city ? (await communitiesIn(city)).length : 0,
    previewed: looked?.previewed ?? null,
    cursor: looked?.cursor ?? null,
  };
});
