/** One year of the working calendar: what holds, what is proposed, how far its recomputation is, every version. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Redirect } from 'wouter';
import { read, type Reply, send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { momentText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failed, Loading, Message } from '../../ui/state.tsx';
import { isOfCity, useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { DraftPanel } from '../parts/draft-panel.tsx';
import { Differences, Versions } from '../parts/versions.tsx';
import { compareNotices, draftQuery, kindsOf, type Notice, versionsQuery, yearQuery } from './notice.ts';
import { NoticeForm } from './notice-form.tsx';
import { Preview } from './preview.tsx';
import { useCalendarWords } from './words.ts';
import { YearGrid } from './year-grid.tsx';

const pathOf = (year: number): string => `/administration/calendar/${year}`;

/** The year we are in, by the service's clock. */
export const ThisYear = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['service-day'], queryFn: () => read('/health') });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  return data ? <Redirect to={pathOf(Number(data.now.slice(0, 4)))} replace /> : <Loading />;
};

type Recomputation = NonNullable<Reply<'GET', '/calendar/years/{year}/draft'>['recomputation']>;

const Progress = ({ job }: { job: Recomputation }) => {
  const { w, language } = useCalendarWords();
  const { startsAt, pass, tickets, finishedAt } = job;
  const text = finishedAt
    ? w.recomputed(tickets, momentText(finishedAt, language))
    : pass > 1 || tickets > 0
      ? w.recomputing(pass, tickets)
      : w.waitsFor(momentText(startsAt, language));
  return (
    <section className="wb-panel" aria-labelledby="recompute">
      <h2 id="recompute">{w.recompute}</h2>
      <p role="status">{text}</p>
    </section>
  );
};

const YearLinks = ({ year }: { year: number }) => {
  const { w } = useCalendarWords();
  return (
    <nav className="ad-years no-print" aria-label={w.years}>
      <Link href={pathOf(year - 1)}>{w.previous(year - 1)}</Link>
      <Link href={pathOf(year + 1)}>{w.next(year + 1)}</Link>
      <button type="button" className="wb-button" onClick={() => window.print()}>
        <Icon name="print" /> {w.print}
      </button>
    </nav>
  );
};

const daysChanged = (was: Notice, is: Notice): ReadonlySet<string> => {
  const [before, after] = [kindsOf(was), kindsOf(is)];
  const dates = [...new Set([...before.keys(), ...after.keys()])];
  return new Set(dates.filter((date) => before.get(date)?.kind !== after.get(date)?.kind));
};

const YearPage = ({ year }: { year: number }) => {
  const { w, language } = useCalendarWords();
  const queries = useQueryClient();
  const administrator = useAdministrator();
  const isCity = isOfCity(administrator);
  const mayPropose = isCity && administrator.role === 'administrator';
  const { data: current, error, refetch } = useQuery(yearQuery(year));
  const { data: proposal } = useQuery({
    ...draftQuery(year),
    enabled: isCity,
    refetchInterval: ({ state: { data } }) =>
      data?.recomputation && data.recomputation.finishedAt === null ? 3_000 : 30_000,
  });
  const { data: history } = useQuery({ ...versionsQuery(year), enabled: isCity });
  const [from, setFrom] = useState<(Notice & { source: string }) | undefined>(undefined);
  const [done, setDone] = useState('');

  if (['not-found', 'invalid'].includes(refusalIn(error) ?? ''))
    return (
      <Page title={w.title(year)}>
        <YearLinks year={year} />
        <Message title={w.unknown}>
          <p>{w.unknownDo}</p>
        </Message>
      </Page>
    );
  if (error && !current) return <Failed error={error} again={() => void refetch()} />;
  if (!current || (isCity && !proposal)) return <Loading />;
  const draft = proposal?.draft;
  const reload = (): void => {
    for (const { queryKey } of [yearQuery(year), draftQuery(year), versionsQuery(year)])
      void queries.invalidateQueries({ queryKey });
  };
  const params = { year: String(year) };
  return (
    <Page title={w.title(year)} lead={w.lead}>
      <YearLinks year={year} />
      <p role="status" className="ad-done">
        {done}
      </p>
      {proposal?.recomputation && <Progress job={proposal.recomputation} />}
      {draft && !from && (
        <DraftPanel
          draft={draft}
          mayApprove={isCity}
          approve={async () => {
            const body = { ifVersion: current.version, revision: draft.revision };
            await send('/calendar/years/{year}/approve', { params, body });
            setDone(w.approved);
          }}
          withdraw={
            mayPropose
              ? () => send('/calendar/years/{year}/withdraw', { params, body: { revision: draft.revision } })
              : undefined
          }
          change={mayPropose ? () => setFrom(draft) : undefined}
          onSettled={reload}
          consequences={<p>{w.consequences}</p>}
        >
          <p>
            {w.source}：{draft.source}
          </p>
          <h3>{w.compare}</h3>
          <Differences rows={compareNotices(current, draft, language)} />
          <Preview key={draft.revision} year={year} notice={draft} />
          <details>
            <summary>{w.seeDraft}</summary>
            <YearGrid year={year} notice={draft} changed={daysChanged(current, draft)} />
          </details>
        </DraftPanel>
      )}
      {from ? (
        <NoticeForm
          year={year}
          current={current}
          from={from}
          onClose={() => setFrom(undefined)}
          onStale={reload}
          onDone={() => {
            setFrom(undefined);
            setDone(w.sent);
            reload();
          }}
        />
      ) : (
        <section className="wb-panel" aria-labelledby="year">
          <h2 id="year">{current.version === 0 ? w.byLaw : w.published(current.version, current.source)}</h2>
          {mayPropose && !draft && (
            <p className="no-print">
              <button
                type="button"
                className="wb-button wb-primary"
                onClick={() => {
                  setDone('');
                  setFrom(current.version === 0 ? { off: [], makeUp: [], source: '' } : current);
                }}
              >
                {current.version === 0 ? w.enter : w.correct}
              </button>
            </p>
          )}
          {!mayPropose && <p className="hint no-print">{w.onlyCity}</p>}
          <YearGrid year={year} notice={current} />
        </section>
      )}
      {history && (
        <Versions
          versions={history.versions.map(({ version, confirmedAt, proposedBy, confirmedBy, ...content }) => ({
            version,
            confirmedAt,
            proposedBy,
            confirmedBy,
            content,
          }))}
          compare={(was, is) => compareNotices(was, is, language)}
          restore={mayPropose && !draft && !from ? setFrom : undefined}
        />
      )}
    </Page>
  );
};
export default YearPage;
