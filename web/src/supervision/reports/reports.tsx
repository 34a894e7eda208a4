/** What leaves the system: tables of numbers and of tickets, and what is printed. Each export is written into the audit. */
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { dimensions } from '../../../../domain/performance.ts';
import { levelOf, lineageOf } from '../../../../domain/region.ts';
import { addMonths, type Month } from '../../../../domain/served.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Dimension } from '../api.ts';
import { useFactName } from '../cases/fact-name.ts';
import { monthText, useThisMonth } from '../numbers/period.ts';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { RegionSwitch } from '../region/region-switch.tsx';
import { useRegionName } from '../region/use-region.ts';
import { useSupervisionWords } from '../words.ts';
import { ExportForm } from './export-form.tsx';

/** Months of one table at most, and how far back they can be chosen. */
const longest = 24;
const offered = 36;

const facts = [
  'filed',
  'accepted',
  'resolved',
  'met.PROMISE',
  'missed.PROMISE',
  'returned',
  'supplemented',
  'reopened',
  'withdrawn',
  'refused',
  'card.yellow',
  'card.red',
  'rating.5',
  'rating.4',
  'rating.3',
  'rating.2',
  'rating.1',
] as const;

const MonthSelect = ({ label, value, onChange }: { label: string; value: Month; onChange: (month: Month) => void }) => {
  const { language } = useSupervisionWords();
  const thisMonth = useThisMonth();
  return (
    <label>
      {label}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {Array.from({ length: offered }, (_, i) => addMonths(thisMonth, -i)).map((each) => (
          <option key={each} value={each}>
            {monthText(each, language)}
          </option>
        ))}
      </select>
    </label>
  );
};

const NumbersExport = ({ region }: { region: string }) => {
  const { s } = useSupervisionWords();
  const thisMonth = useThisMonth();
  const [from, setFrom] = useState(thisMonth);
  const [to, setTo] = useState(thisMonth);
  const [by, setBy] = useState<Dimension | ''>('');
  const problem = from > to ? s.reports.order : addMonths(from, longest) <= to ? s.reports.tooLong(longest) : undefined;
  return (
    <ExportForm
      title={s.reports.numbers}
      lead={s.reports.numbersLead}
      problem={problem}
      addressOf={(format) =>
        `/reports/${region}/numbers?${new URLSearchParams({ from, to, ...(by === '' ? {} : { by }), format })}`
      }
    >
      <MonthSelect label={s.reports.from} value={from} onChange={setFrom} />
      <MonthSelect label={s.reports.to} value={to} onChange={setTo} />
      <label>
        {s.reports.lines}
        <select value={by} onChange={({ target }) => setBy(target.value as Dimension)}>
          <option value="">{s.reports.byMonth}</option>
          {dimensions.map((each) => (
            <option key={each} value={each}>
              {s.reports.byDimension(s.breakdown.dimensions[each])}
            </option>
          ))}
        </select>
      </label>
    </ExportForm>
  );
};

const TicketsExport = ({ region }: { region: string }) => {
  const { s } = useSupervisionWords();
  const factName = useFactName();
  const [month, setMonth] = useState(useThisMonth());
  const [fact, setFact] = useState<string>('filed');
  return (
    <ExportForm
      title={s.reports.tickets}
      lead={s.reports.ticketsLead}
      addressOf={(format) => `/reports/${region}/tickets?${new URLSearchParams({ fact, month, format })}`}
    >
      <label>
        {s.reports.which}
        <select value={fact} onChange={({ target }) => setFact(target.value)}>
          {facts.map((each) => (
            <option key={each} value={each}>
              {factName(each)}
            </option>
          ))}
        </select>
      </label>
      <MonthSelect label={s.period.month} value={month} onChange={setMonth} />
    </ExportForm>
  );
};

const Printed = ({ region }: { region: string }) => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  const district = lineageOf(region).find((each) => levelOf(each) === 2);
  const isCommunity = levelOf(region) === 4;
  return (
    <section className="wb-panel" aria-labelledby="printed">
      <h2 id="printed">{s.reports.printed}</h2>
      <ul className="sv-links">
        <li>
          {district && isOver(overseer, district) ? (
            <Link href={`/supervision/brief/${district}`} className="wb-button">
              <Icon name="print" /> {s.brief.name}
            </Link>
          ) : (
            <span className="hint">
              {s.brief.name}：{s.reports.briefWhere}
            </span>
          )}
        </li>
        <li>
          {isCommunity ? (
            <Link href={`/supervision/ledger/${region}`} className="wb-button">
              <Icon name="print" /> {s.ledger.name}
            </Link>
          ) : (
            <span className="hint">
              {s.ledger.name}：{s.reports.ledgerWhere}
            </span>
          )}
        </li>
        <li>
          <Link href={`/supervision/numbers/${region}`} className="wb-button">
            <Icon name="print" /> {s.reports.dashboard}
          </Link>
        </li>
        {isCommunity && (
          <li>
            <Link href={`/community/${region}`} className="wb-button">
              {s.reports.publicPage}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
};

export const ReportsPage = () => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  const [params, setParams] = useSearchParams();
  const region = params.get('region') ?? overseer.regionCode;
  const name = useRegionName(region);
  useEffect(() => {
    document.title = `${s.places.reports} · ${s.title}`;
  }, [s]);
  if (!isOver(overseer, region)) return <NotOver />;
  return (
    <div className="wb-page sv-reports">
      <h1>
        {name ?? '…'} · {s.places.reports}
      </h1>
      <RegionSwitch code={region} go={(code) => setParams({ region: code })} />
      <NumbersExport key={`numbers-${region}`} region={region} />
      <TicketsExport key={`tickets-${region}`} region={region} />
      <Printed region={region} />
      <p className="hint">{s.reports.note}</p>
    </div>
  );
};
