/** The ledger of a station and a month, matter by matter: printed, signed, and filed with the street. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { lineageOf } from '../../../../domain/region.ts';
import { dateOf, instantOf } from '../../../../domain/time.ts';
import { dateText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { useServiceNow } from '../../workbench/use-service-now.ts';
import { type Numbers, numbersQuery } from '../api.ts';
import { useValueName } from '../numbers/breakdown.tsx';
import { countText, percentText } from '../numbers/number-text.ts';
import { lastDayOf, monthText, usePeriod } from '../numbers/period.ts';
import { PeriodBar } from '../numbers/period-bar.tsx';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { useRegionName } from '../region/use-region.ts';
import { Scroll } from '../charts/scroll.tsx';
import { useSupervisionWords } from '../words.ts';

const facts = [
  'filed',
  'accepted',
  'resolved',
  'refused',
  'withdrawn',
  'returned',
  'supplemented',
  'reopened',
] as const;

type Line = Pick<Numbers, 'counts' | 'onTime' | 'satisfaction'>;

const Cells = ({ line: { counts, onTime, satisfaction } }: { line: Line }) => (
  <>
    {facts.map((fact) => (
      <td key={fact}>{countText(counts[fact] ?? 0)}</td>
    ))}
    <td>{countText(onTime.met)}</td>
    <td>{countText(onTime.missed)}</td>
    <td>{percentText(onTime.rate)}</td>
    <td>{countText(satisfaction.rated)}</td>
    <td>{countText(satisfaction.satisfied)}</td>
    <td>{countText((counts['card.yellow'] ?? 0) + (counts['card.red'] ?? 0))}</td>
  </>
);

/** `back`: where the way back leads. */
export const LedgerSheet = ({ code, back }: { code: string; back: { to: string; label: string } }) => {
  const { s, language } = useSupervisionWords();
  const nameOf = useValueName();
  const now = useServiceNow();
  const { period, thisMonth, choose } = usePeriod();
  const { month } = period;
  const [, street = code] = lineageOf(code);
  const [community, above] = [useRegionName(code), useRegionName(street)];
  const query = { from: `${month}-01`, to: lastDayOf(month), by: 'item' } as const;
  const { data, error, refetch } = useQuery(numbersQuery(code, query));
  useEffect(() => {
    document.title = `${s.ledger.name} ${community ?? ''} ${month}`;
  }, [s, community, month]);
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const values = (data.by?.values ?? []).toSorted((a, b) => (b.counts['filed'] ?? 0) - (a.counts['filed'] ?? 0));
  return (
    <div className="wb-page">
      <div className="sv-bar no-print">
        <PeriodBar period={{ ...period, span: 1 }} thisMonth={thisMonth} choose={choose} onlyMonths />
        <p className="wb-buttons">
          <button type="button" className="wb-button wb-primary" onClick={() => window.print()}>
            <Icon name="print" /> {s.numbers.print}
          </button>
          <Link href={back.to} className="wb-button">
            {back.label}
          </Link>
        </p>
      </div>
      <article className="sv-sheet sv-landscape">
        <header>
          <h1>{s.ledger.title(`${above ?? ''}${community ?? ''}`)}</h1>
          <p>{monthText(month, language)}</p>
        </header>
        <Scroll label={s.ledger.name}>
          <table className="sv-numbers-table sv-ledger">
            <caption className="sr-only">{s.ledger.name}</caption>
            <thead>
              <tr>
                <th scope="col">{s.breakdown.dimensions.item}</th>
                {facts.map((fact) => (
                  <th key={fact} scope="col">
                    {s.facts[fact]}
                  </th>
                ))}
                <th scope="col">{s.headline.met}</th>
                <th scope="col">{s.headline.missed}</th>
                <th scope="col">{s.comparison.plain}</th>
                <th scope="col">{s.ratings.rated}</th>
                <th scope="col">{s.ledger.satisfied}</th>
                <th scope="col">{s.brief.cards}</th>
              </tr>
            </thead>
            <tbody>
              {values.map(({ value, ...line }) => (
                <tr key={value}>
                  <th scope="row">{nameOf('item', value)}</th>
                  <Cells line={line} />
                </tr>
              ))}
              {values.length === 0 && (
                <tr>
                  <th scope="row">{s.breakdown.none}</th>
                  <td colSpan={14}>–</td>
                </tr>
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{s.ledger.sum}</th>
                <Cells line={data} />
              </tr>
            </tfoot>
          </table>
        </Scroll>
        <footer>
          <p className="hint">{s.ledger.note(countText(data.open), dateText(instantOf(now), language))}</p>
          <p className="wb-signatures">
            <span>{s.ledger.made}</span>
            <span>{s.ledger.head}</span>
          </p>
          <p className="hint">{dateOf(instantOf(now)) < lastDayOf(month) ? s.ledger.notOver : ''}</p>
        </footer>
      </article>
    </div>
  );
};

export const LedgerPage = ({ code }: { code: string }) => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  return isOver(overseer, code) ? (
    <LedgerSheet code={code} back={{ to: `/supervision/reports?region=${code}`, label: s.reports.back }} />
  ) : (
    <NotOver />
  );
};
