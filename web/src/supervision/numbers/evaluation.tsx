/** The score in four parts; each indicator with its numbers, and the tickets behind them. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Failed, Loading } from '../../ui/state.tsx';
import { evaluationQuery } from '../api.ts';
import { useFactName } from '../cases/fact-name.ts';
import { useSupervisionWords } from '../words.ts';
import { casesPath } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, percentText } from './number-text.ts';

/** `/performance/<region>/tickets?fact=…&from=…&to=…` as the service names it. */
const behindOf = (path: string) => {
  const [, region = ''] = /^\/performance\/(\d+)\//.exec(path) ?? [];
  const query = new URLSearchParams(path.split('?')[1]);
  const fact = query.get('fact') ?? '';
  return { fact, path: casesPath({ region, facts: [fact], from: query.get('from') ?? '', to: query.get('to') ?? '' }) };
};

export const EvaluationSection = ({ code, period }: Given) => {
  const { s, say } = useSupervisionWords();
  const factName = useFactName();
  const { data, error, refetch } = useQuery(evaluationQuery(code, period.month));
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  return (
    <>
      <p className="sv-score">
        <strong>{data.score ?? '–'}</strong> <span className="hint">{s.evaluation.outOf}</span>
      </p>
      <p className="hint">{say(data.formula)}</p>
      <div className="sv-parts">
        {data.parts.map((part) => (
          <section key={part.part} className="sv-part" aria-label={say(part)}>
            <h3>
              {say(part)} <strong>{part.score ?? '–'}</strong>
            </h3>
            <meter
              min={0}
              max={100}
              value={part.score ?? 0}
              aria-label={s.evaluation.score(say(part), part.score === null ? '–' : String(part.score))}
            />
            <ul>
              {part.indicators.map((each) => (
                <li key={each.id}>
                  <span>{say(each)}</span>
                  <span>
                    <strong>{each.value === null ? s.evaluation.unknown : percentText(each.value)}</strong>{' '}
                    <span className="hint">
                      {countText(each.numerator)} / {countText(each.denominator)}
                    </span>
                  </span>
                  {each.tickets.length > 0 && (
                    <span className="sv-behind no-print">
                      {each.tickets.map(behindOf).map(({ fact, path }) => (
                        <Link key={fact} href={path}>
                          {factName(fact)}
                        </Link>
                      ))}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
};
