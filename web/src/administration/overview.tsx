/** The first page: what waits to be confirmed, what is missing, and the way to each part. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { read } from '../api/api.ts';
import { useRegionPath } from '../pages/file/fields/region-picker.tsx';
import { Failed, Loading } from '../ui/state.tsx';
import { isOfCity, useAdministrator } from './me.ts';
import { places } from './places.ts';
import { useAdministrationWords } from './words.ts';

const city = '320600000000';

/** Where proposals of a kind belong. */
const placeOf = { item: 'catalogue', office: 'offices', rules: 'limits', 'district-rules': 'limits' } as const;

type Waiting = { readonly to: string; readonly name: string; readonly mine: boolean };

export const Overview = () => {
  const { w, say } = useAdministrationWords();
  const { role, regionCode } = useAdministrator();
  const path = useRegionPath(regionCode);
  const { data: cityRegion } = useQuery({
    queryKey: ['region', regionCode],
    queryFn: () => read('/regions/{code}', { params: { code: regionCode } }),
    staleTime: Infinity,
  });
  const { data: health } = useQuery({ queryKey: ['service-day'], queryFn: () => read('/health'), staleTime: 60_000 });
  const thisYear = Number(health?.now.slice(0, 4) ?? 0);
  const years = isOfCity({ regionCode }) && thisYear > 0 ? [thisYear, thisYear + 1] : [];
  const drafts = useQueries({
    queries: years.map((year) => ({
      queryKey: ['calendar-draft', year],
      queryFn: () => read('/calendar/years/{year}/draft', { params: { year: String(year) } }),
    })),
  });
  const targets = useQuery({ queryKey: ['targets'], queryFn: () => read('/targets') });
  const proposals = useQuery({ queryKey: ['proposals'], queryFn: () => read('/proposals') });
  const broken = [...drafts, targets, proposals].find(({ error, data }) => error !== null && !data);
  if (broken) return <Failed error={broken.error} again={() => void broken.refetch()} />;
  if (!health || targets.isPending || proposals.isPending || drafts.some(({ isPending }) => isPending))
    return <Loading />;
  const waiting: Waiting[] = [
    ...drafts.flatMap(({ data }) =>
      data?.draft
        ? [
            {
              to: `/administration/calendar/${data.year}`,
              name: w.overview.calendarOf(data.year),
              mine: data.draft.proposedByMe,
            },
          ]
        : [],
    ),
    ...(targets.data?.targets ?? []).flatMap(({ target, draft }) =>
      draft ? [{ to: `/administration/targets/${target.id}`, name: say(target), mine: draft.proposedByMe }] : [],
    ),
    ...(proposals.data?.proposals ?? []).map((each) => ({
      to: `/administration/proposals/${each.kind}/${each.subject}`,
      name: `${w.places[placeOf[each.kind]]}：${say(each)}`,
      mine: each.isMine,
    })),
  ];
  // The notice of a year comes in the autumn before.
  const missing =
    health.now.slice(5, 7) >= '11' ? drafts.find(({ data }) => data?.version === 0 && !data.draft) : undefined;
  return (
    <div className="ad-page">
      <h1>{w.overview.title}</h1>
      <p className="hint">{w.ofRegion(regionCode === city ? (cityRegion?.display ?? '') : path)}</p>
      {missing?.data && (
        <p className="wb-changed">
          {w.overview.missing(missing.data.year)}{' '}
          <Link href={`/administration/calendar/${missing.data.year}`}>{w.overview.missingGo}</Link>
        </p>
      )}
      <section className="wb-panel" aria-labelledby="waiting">
        <h2 id="waiting">{w.overview.waits}</h2>
        <p className="hint">{waiting.length === 0 ? `${w.overview.none}${w.overview.noneDo}` : w.overview.waitsDo}</p>
        {waiting.length > 0 && (
          <ul className="wb-links">
            {waiting.map(({ to, name, mine }) => (
              <li key={to}>
                <Link href={to}>{name}</Link>
                <span className={mine ? 'tag' : 'tag tag-warm'}>{mine ? w.overview.byMe : w.overview.byOther}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="parts">
        <h2 id="parts">{w.overview.parts}</h2>
        <ul className="ad-places">
          {places
            .filter(({ name, roles }) => name !== 'overview' && roles.includes(role))
            .map(({ to, name }) => (
              <li key={to}>
                <Link href={to}>
                  <strong>{w.places[name]}</strong>
                  <span className="hint">{w.lead[name as keyof typeof w.lead]}</span>
                </Link>
              </li>
            ))}
        </ul>
      </section>
    </div>
  );
};
