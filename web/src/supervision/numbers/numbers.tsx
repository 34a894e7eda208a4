/** The numbers of a region: what came, what was kept of what was promised, how it was judged, and what stands behind. */
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { Icon } from '../../ui/icon.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { numbersQuery } from '../api.ts';
import { isOver, useOverseer } from '../overseer.ts';
import { NotOver } from '../region/not-over.tsx';
import { RegionSwitch } from '../region/region-switch.tsx';
import { useRegionName } from '../region/use-region.ts';
import { useSupervisionWords } from '../words.ts';
import { Breakdown } from './breakdown.tsx';
import { CollectedSection } from './collected.tsx';
import { ComparisonSection } from './comparison.tsx';
import { ElapsedSection } from './elapsed.tsx';
import { EvaluationSection } from './evaluation.tsx';
import { Headline } from './headline.tsx';
import { OnTimeSection } from './on-time.tsx';
import { PatternsSection } from './patterns.tsx';
import { monthText, usePeriod } from './period.ts';
import { PeriodBar } from './period-bar.tsx';
import { RatingsSection } from './ratings.tsx';
import { TargetsSection } from './targets.tsx';
import { TrendSection } from './trend.tsx';

const sections = [
  'trend',
  'onTime',
  'ratings',
  'elapsed',
  'collected',
  'targets',
  'breakdown',
  'comparison',
  'evaluation',
  'patterns',
] as const;
type SectionName = (typeof sections)[number];

/** Each part of the page under its heading, to which the list above leads. */
const Section = ({ name, children }: { name: SectionName; children: ReactNode }) => {
  const { s } = useSupervisionWords();
  return (
    <section id={name} className="sv-section" aria-labelledby={`${name}-heading`}>
      <h2 id={`${name}-heading`}>{s.numbers.sections[name]}</h2>
      {children}
    </section>
  );
};

const Contents = ({ code }: { code: string }) => {
  const { s, language } = useSupervisionWords();
  const { period } = usePeriod();
  const { data, error, refetch } = useQuery(numbersQuery(code, { from: period.from, to: period.to }));
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const given = { code, numbers: data, period };
  return (
    <>
      <p className="hint">
        {s.numbers.of(monthText(period.first, language), monthText(period.month, language), period.span)}
      </p>
      <Headline {...given} />
      <nav className="sv-contents no-print" aria-label={s.numbers.contents}>
        {sections.map((name) => (
          <a key={name} href={`#${name}`}>
            {s.numbers.sections[name]}
          </a>
        ))}
      </nav>
      <div className="sv-pairs">
        <Section name="trend">
          <TrendSection {...given} />
        </Section>
        <Section name="onTime">
          <OnTimeSection {...given} />
        </Section>
        <Section name="ratings">
          <RatingsSection {...given} />
        </Section>
        <Section name="elapsed">
          <ElapsedSection {...given} />
        </Section>
      </div>
      <Section name="collected">
        <CollectedSection {...given} />
      </Section>
      <Section name="targets">
        <TargetsSection {...given} />
      </Section>
      <Section name="breakdown">
        <Breakdown {...given} />
      </Section>
      <Section name="comparison">
        <ComparisonSection {...given} />
      </Section>
      <Section name="evaluation">
        <EvaluationSection {...given} />
      </Section>
      <Section name="patterns">
        <PatternsSection {...given} />
      </Section>
    </>
  );
};

export const NumbersPage = ({ code }: { code: string }) => {
  const { s } = useSupervisionWords();
  const overseer = useOverseer();
  const [, go] = useLocation();
  const search = useSearch();
  const { period, thisMonth, choose } = usePeriod();
  const name = useRegionName(code);
  const mayLook = isOver(overseer, code);
  useEffect(() => {
    document.title = `${name ?? code} · ${s.places.numbers}`;
  }, [name, code, s]);
  if (!mayLook) return <NotOver />;
  return (
    <div className="wb-page sv-numbers">
      <div className="wb-title">
        <h1>
          {name ?? '…'} · {s.places.numbers}
        </h1>
        <p className="wb-buttons no-print">
          <Link href={`/supervision/reports?region=${code}`} className="wb-button">
            {s.numbers.export}
          </Link>
          <button type="button" className="wb-button" onClick={() => window.print()}>
            <Icon name="print" /> {s.numbers.print}
          </button>
        </p>
      </div>
      <div className="sv-bar">
        <RegionSwitch code={code} go={(to) => go(`/supervision/numbers/${to}${search ? `?${search}` : ''}`)} />
        <PeriodBar period={period} thisMonth={thisMonth} choose={choose} />
      </div>
      <Contents code={code} />
    </div>
  );
};
