/** The plan's targets, each beside the value of the twelve months up to the month, and the course of satisfaction. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { measures } from '../../../../domain/target.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { type Targets, targetsQuery } from '../api.ts';
import { Figure } from '../charts/figure.tsx';
import { axisText, base, font, lineOf, splitLine } from '../charts/style.ts';
import { Scroll } from '../charts/scroll.tsx';
import { useSupervisionWords } from '../words.ts';
import type { Given } from './given.ts';
import { countText, intervalText, percentOf, percentText } from './number-text.ts';
import { monthText } from './period.ts';

type Each = Targets['targets'][number];

/** As the plan lists them. */
const inPlanOrder = (targets: readonly Each[]): readonly Each[] =>
  targets.toSorted((a, b) => measures.indexOf(a.target.measure) - measures.indexOf(b.target.measure));

const isShare = ({ target }: Each): boolean => target.measure !== 'households-per-worker';
const valueText = (each: Each, n: number | null | undefined): string =>
  isShare(each) ? percentText(n) : n === null || n === undefined ? '–' : String(Math.round(n * 10) / 10);

const Goal = ({ each }: { each: Each }) => {
  const { s } = useSupervisionWords();
  const { urban, rural } = each.goals;
  const sign = each.target.better === 'higher' ? '≥' : '≤';
  if (urban !== undefined && rural !== undefined && urban !== rural)
    return (
      <>
        {s.targets.urban} {sign} {valueText(each, urban)}, {s.targets.rural} {sign} {valueText(each, rural)}
      </>
    );
  return (
    <>
      {sign} {valueText(each, urban ?? rural)}
    </>
  );
};

const Met = ({ each }: { each: Each }) => {
  const { s } = useSupervisionWords();
  const known = [each.met.urban, each.met.rural].filter((met) => met !== undefined);
  if (known.every((met) => met === null)) return <span className="tag">{s.targets.unknown}</span>;
  const isMet = known.every((met) => met !== false);
  return <span className={isMet ? 'tag tag-good' : 'tag tag-bad'}>{isMet ? s.targets.met : s.targets.notMet}</span>;
};

const Course = ({ targets }: { targets: readonly Each[] }) => {
  const { s, say, language } = useSupervisionWords();
  const option = useMemo(() => {
    const months = targets[0]?.trend.map(({ month }) => month) ?? [];
    return {
      ...base,
      xAxis: { type: 'category', data: months, axisLabel: axisText },
      yAxis: { type: 'value', min: 0, max: 100, axisLabel: { ...axisText, formatter: '{value}%' }, splitLine },
      series: targets.map((each, i) => ({
        ...lineOf(
          say(each.target),
          each.trend.map(({ rate }) => percentOf(rate)),
          i,
        ),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: '#52606a', type: 'dashed' },
          label: { ...font, position: 'insideEndTop', formatter: `${s.targets.goal} {c}%` },
          data: [{ yAxis: percentOf(each.goals.urban ?? each.goals.rural ?? null) }],
        },
      })),
    };
  }, [targets, s, say]);
  return (
    <Figure title={s.targets.course} label={s.targets.courseLabel} option={option}>
      <table className="sv-numbers-table">
        <caption className="sr-only">{s.targets.course}</caption>
        <thead>
          <tr>
            <th scope="col">{s.period.month}</th>
            {targets.flatMap((each) => [
              <th key={each.target.id} scope="col">
                {say(each.target)}
              </th>,
              <th key={`${each.target.id}-rated`} scope="col">
                {s.trend.rated}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody>
          {targets[0]?.trend.map(({ month }, i) => (
            <tr key={month}>
              <th scope="row">{monthText(month, language)}</th>
              {targets.flatMap((each) => [
                <td key={each.target.id}>{percentText(each.trend[i]?.rate)}</td>,
                <td key={`${each.target.id}-rated`}>{countText(each.trend[i]?.denominator)}</td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
};

export const TargetsSection = ({ code, period }: Given) => {
  const { s, say, language } = useSupervisionWords();
  const { data, error, refetch } = useQuery(targetsQuery(code, period.month));
  const rated = useMemo(
    () => data?.targets.filter(({ target }) => target.measure.startsWith('satisfaction')) ?? [],
    [data],
  );
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  return (
    <>
      <p className="hint">{s.targets.lead(monthText(data.month, language))}</p>
      <Scroll label={s.numbers.sections.targets}>
        <table className="sv-numbers-table">
          <caption className="sr-only">{s.numbers.sections.targets}</caption>
          <thead>
            <tr>
              <th scope="col">{s.targets.target}</th>
              <th scope="col">{s.targets.goal}</th>
              <th scope="col">{s.targets.value}</th>
              <th scope="col">{s.targets.counted}</th>
              <th scope="col">{s.targets.interval}</th>
              <th scope="col">{s.targets.response}</th>
              <th scope="col">{s.targets.reached}</th>
            </tr>
          </thead>
          <tbody>
            {inPlanOrder(data.targets).map((each) => (
              <tr key={each.target.id}>
                <th scope="row" title={each.target.source}>
                  {say(each.target)}
                </th>
                <td>
                  <Goal each={each} />
                </td>
                <td>
                  <strong>{valueText(each, each.value?.rate)}</strong>
                </td>
                <td>
                  {each.value ? `${countText(each.value.numerator)} / ${countText(each.value.denominator)}` : '–'}
                  {each.missing && <span className="sv-missing">{say(each.missing)}</span>}
                  {each.byClass && (
                    <span className="sv-missing">
                      {s.targets.urban} {percentText(each.byClass.urban.rate)} (
                      {countText(each.byClass.urban.denominator)}
                      ), {s.targets.rural} {percentText(each.byClass.rural.rate)} (
                      {countText(each.byClass.rural.denominator)})
                    </span>
                  )}
                </td>
                <td>{intervalText(each.value?.interval ?? null)}</td>
                <td>{percentText(each.value?.responseRate)}</td>
                <td>
                  <Met each={each} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="hint">{s.targets.note}</p>
      {rated.some(({ trend }) => trend.some(({ rate }) => rate !== null)) && <Course targets={rated} />}
    </>
  );
};
