/** The week of a district on one sheet: for the desk of whoever governs it, and for the wall. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useSearchParams } from 'wouter';
import { addDays, type CivilDate, dateOf, instantOf } from '../../../../domain/time.ts';
import { Icon } from '../../ui/icon.tsx';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useServiceNow } from '../../workbench/use-service-now.ts';
import { briefQuery, type Brief } from '../api.ts';
import { CasesLink } from '../numbers/cases-link.tsx';
import { countText, percentText } from '../numbers/number-text.ts';
import { monthText } from '../numbers/period.ts';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { useSupervisionWords } from '../words.ts';

type Week = Brief['week'];

const of = ({ counts }: Week, fact: string): number => counts[fact] ?? 0;
const signed = (n: number): string => (n > 0 ? `+${n}` : n === 0 ? '±0' : String(n));

const facts = ['filed', 'accepted', 'resolved', 'returned', 'supplemented', 'reopened'] as const;

const KeyNumbers = ({ brief }: { brief: Brief }) => {
  const { s } = useSupervisionWords();
  const { week, before, region } = brief;
  const rows = [
    ...facts.map((fact) => [s.facts[fact], fact] as const),
    [s.brief.missed, 'missed.PROMISE'] as const,
    [s.brief.yellow, 'card.yellow'] as const,
    [s.brief.red, 'card.red'] as const,
  ];
  return (
    <table className="sv-numbers-table">
      <caption>{s.brief.numbers}</caption>
      <thead>
        <tr>
          <th scope="col">{s.brief.number}</th>
          <th scope="col">{s.brief.thisWeek}</th>
          <th scope="col">{s.brief.lastWeek}</th>
          <th scope="col">{s.brief.change}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, fact]) => (
          <tr key={fact}>
            <th scope="row">{name}</th>
            <td>
              <CasesLink
                behind={{ region: region.code, facts: [fact], from: week.from, to: week.to }}
                n={of(week, fact)}
              >
                {countText(of(week, fact))}
              </CasesLink>
            </td>
            <td>{countText(of(before, fact))}</td>
            <td>{signed(of(week, fact) - of(before, fact))}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{s.headline.onTime}</th>
          <td>{percentText(week.onTime.rate)}</td>
          <td>{percentText(before.onTime.rate)}</td>
          <td>–</td>
        </tr>
        <tr>
          <th scope="row">{s.brief.satisfied}</th>
          <td>
            {percentText(week.satisfaction.rate)} ({countText(week.satisfaction.rated)})
          </td>
          <td>
            {percentText(before.satisfaction.rate)} ({countText(before.satisfaction.rated)})
          </td>
          <td>–</td>
        </tr>
      </tbody>
    </table>
  );
};

const Sheet = ({ brief, now }: { brief: Brief; now: number }) => {
  const { s, say, language } = useSupervisionWords();
  const { week, before, region } = brief;
  return (
    <article className="sv-sheet">
      <header>
        <h1>{s.brief.title(region.name)}</h1>
        <p>
          {dateText(week.from, language)} – {dateText(week.to, language)}
        </p>
      </header>
      <p className="sv-summary">
        {s.brief.summary({
          filed: of(week, 'filed'),
          more: of(week, 'filed') - of(before, 'filed'),
          resolved: of(week, 'resolved'),
          onTime: percentText(week.onTime.rate),
          yellow: of(week, 'card.yellow'),
          red: of(week, 'card.red'),
          open: brief.open,
        })}
      </p>
      <div className="sv-two">
        <KeyNumbers brief={brief} />
        <table className="sv-numbers-table">
          <caption>{s.brief.items(monthText(brief.month, language))}</caption>
          <thead>
            <tr>
              <th scope="col">{s.breakdown.dimensions.item}</th>
              <th scope="col">{s.headline.filed}</th>
            </tr>
          </thead>
          <tbody>
            {brief.items.length === 0 && (
              <tr>
                <th scope="row">{s.breakdown.none}</th>
                <td>0</td>
              </tr>
            )}
            {brief.items.map((item) => (
              <tr key={item.id}>
                <th scope="row">{say(item)}</th>
                <td>{countText(item.filed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <table className="sv-numbers-table sv-streets">
        <caption>{s.brief.streets}</caption>
        <thead>
          <tr>
            <th scope="col">{s.regions.levels.street}</th>
            <th scope="col">{s.headline.filed}</th>
            <th scope="col">{s.headline.resolved}</th>
            <th scope="col">{s.headline.met}</th>
            <th scope="col">{s.headline.missed}</th>
            <th scope="col">{s.headline.onTime}</th>
            <th scope="col">{s.brief.cards}</th>
          </tr>
        </thead>
        <tbody>
          {brief.streets.map((street) => (
            <tr key={street.code}>
              <th scope="row">{street.name}</th>
              <td>{countText(street.filed)}</td>
              <td>{countText(street.resolved)}</td>
              <td>{countText(street.onTime.met)}</td>
              <td>{countText(street.onTime.missed)}</td>
              <td>{percentText(street.onTime.rate)}</td>
              <td>{countText(street.cards)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <p className="hint">{s.brief.note}</p>
        <p className="wb-signatures">
          <span>{s.brief.made}</span>
          <span>{s.brief.checked}</span>
        </p>
        <p className="hint">{s.brief.printed(dateText(instantOf(now), language))}</p>
      </footer>
    </article>
  );
};

export const BriefPage = ({ code }: { code: string }) => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  const now = useServiceNow();
  const [params, setParams] = useSearchParams();
  const today = dateOf(instantOf(now));
  const on: CivilDate = /^\d{4}-\d{2}-\d{2}$/.test(params.get('on') ?? '') ? (params.get('on') ?? today) : today;
  const mayLook = isOver(overseer, code);
  const { data, error, refetch } = useQuery({ ...briefQuery(code, on), enabled: mayLook });
  useEffect(() => {
    document.title = data ? `${s.brief.title(data.region.name)} ${data.week.from}` : s.brief.name;
  }, [data, s]);
  if (!mayLook) return <NotOver />;
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const go = (days: number): void => setParams({ on: addDays(data.week.from, days) });
  return (
    <div className="wb-page">
      <p className="wb-buttons no-print">
        <button type="button" className="wb-button" onClick={() => go(-7)}>
          ‹ {s.brief.weekBefore}
        </button>
        <button type="button" className="wb-button" disabled={data.week.to >= today} onClick={() => go(7)}>
          {s.brief.weekAfter} ›
        </button>
        <button type="button" className="wb-button wb-primary" onClick={() => window.print()}>
          <Icon name="print" /> {s.numbers.print}
        </button>
        <Link href={`/supervision/reports?region=${code}`} className="wb-button">
          {s.reports.back}
        </Link>
      </p>
      <Sheet brief={data} now={now} />
    </div>
  );
};
