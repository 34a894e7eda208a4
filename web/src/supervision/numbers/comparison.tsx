/** Communities beside others of their class, with the mix of matters taken out. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Link } from 'wouter';
import { levelOf } from '../../../../domain/region.ts';
import { addMonths } from '../../../../domain/served.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { type Comparison, comparisonQuery } from '../api.ts';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, colours, font, splitLine } from '../charts/style.ts';
import { Scroll } from '../charts/scroll.tsx';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, percentOf, percentText } from './number-text.ts';
import { lastDayOf, monthText } from './period.ts';

/** Months that the service compares at once, and stations that one picture shows. */
const longest = 3;
const drawn = 20;
/** Below this share of the mix a rate says little. */
const enough = 0.8;

type Class = Comparison['classes'][number];

const ClassFigure = ({ from, to, group }: { from: string; to: string; group: Class }) => {
  const { s } = useSupervisionWords();
  const days = { from: `${from}-01`, to: lastDayOf(to) };
  const active = useMemo(
    () => group.stations.filter(({ filed, onTime }) => filed > 0 || onTime.rate !== null),
    [group],
  );
  const shown = useMemo(() => active.filter(({ standardised }) => standardised !== null).slice(0, drawn), [active]);
  const option = useMemo(
    () => ({
      ...base,
      xAxis: { type: 'value', min: 0, max: 100, axisLabel: { ...axisText, formatter: '{value}%' }, splitLine },
      yAxis: { type: 'category', inverse: true, data: shown.map(({ name }) => name), axisLabel: font },
      series: [
        {
          type: 'bar',
          name: s.comparison.standardised,
          data: shown.map(({ standardised }) => percentOf(standardised)),
          barMaxWidth: 14,
          itemStyle: { color: colours[0] },
        },
        {
          type: 'bar',
          name: s.comparison.plain,
          data: shown.map(({ onTime }) => percentOf(onTime.rate)),
          barMaxWidth: 14,
          itemStyle: { color: colours[1] },
        },
      ],
    }),
    [shown, s],
  );
  const title = `${s.targets[group.class]} · ${s.comparison.stations(active.length)}`;
  const table = (
    <table className="sv-numbers-table">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{s.comparison.community}</th>
          <th scope="col">{s.headline.filed}</th>
          <th scope="col">{s.headline.resolved}</th>
          <th scope="col">{s.headline.missed}</th>
          <th scope="col">{s.comparison.plain}</th>
          <th scope="col">{s.comparison.standardised}</th>
          <th scope="col">{s.comparison.covered}</th>
          <th scope="col">{s.trend.rated}</th>
          <th scope="col">{s.headline.satisfaction}</th>
        </tr>
      </thead>
      <tbody>
        {active.map((station) => (
          <tr key={station.code}>
            <th scope="row">
              <Link href={`/supervision/numbers/${station.code}`}>{station.name}</Link>
            </th>
            {(['filed', 'resolved'] as const).map((fact) => (
              <td key={fact}>
                <CasesLink behind={{ region: station.code, facts: [fact], ...days }} n={station[fact]}>
                  {countText(station[fact])}
                </CasesLink>
              </td>
            ))}
            <td>
              <CasesLink
                behind={{ region: station.code, facts: ['missed.PROMISE'], ...days }}
                n={station.onTime.missed}
              >
                {countText(station.onTime.missed)}
              </CasesLink>
            </td>
            <td>{percentText(station.onTime.rate)}</td>
            <td>{percentText(station.standardised)}</td>
            <td>
              {percentText(station.covered)}
              {station.standardised !== null && station.covered < enough && (
                <span className="tag tag-warm">{s.comparison.care}</span>
              )}
            </td>
            <td>{countText(station.satisfaction.rated)}</td>
            <td>{percentText(station.satisfaction.rate)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (active.length === 0) return <p className="hint">{s.comparison.noneOf(s.targets[group.class])}</p>;
  if (shown.length < 2)
    return (
      <>
        <h3>{title}</h3>
        <Scroll label={title}>{table}</Scroll>
      </>
    );
  return (
    <Figure
      title={title}
      label={s.comparison.label(title)}
      option={option}
      height={shown.length > 9 ? 520 : shown.length > 4 ? 360 : 280}
    >
      {table}
    </Figure>
  );
};

export const ComparisonSection = ({ code, period }: Given) => {
  const { s, say, language } = useSupervisionWords();
  const level = levelOf(code);
  const from = addMonths(period.month, 1 - Math.min(period.span, longest));
  const isPossible = level === 2 || level === 3;
  const { data, error, refetch } = useQuery({
    ...comparisonQuery(code, { from, to: period.month }),
    enabled: isPossible,
  });
  if (!isPossible) return <p className="hint">{level === 1 ? s.comparison.chooseDistrict : s.comparison.isOne}</p>;
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  return (
    <>
      <p className="hint">
        {s.comparison.lead(monthText(data.from, language), monthText(data.to, language))} {say(data.formula)}
      </p>
      {data.classes.map((group) => (
        <ClassFigure key={group.class} from={data.from} to={data.to} group={group} />
      ))}
    </>
  );
};
