/** Patterns to look into: the rule, what it may mean, what else it may be, and the tickets. None is a finding. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { Failed, Loading } from '../../ui/state.tsx';
import { type Patterns, patternsQuery } from '../api.ts';
import { useSupervisionWords } from '../words.ts';
import type { Given } from './given.ts';
import { monthText } from './period.ts';

type Found = Patterns['patterns'][number]['found'][number];
const few = 5;

const Evidence = ({ found }: { found: Found }) => {
  const { s, t } = useSupervisionWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? found.tickets : found.tickets.slice(0, few);
  return (
    <li>
      <strong>{found.officeId ?? s.patterns.oneSource}</strong>{' '}
      <span className="tag tag-warm">{s.patterns.cases(found.cases, found.of)}</span>{' '}
      <span className="sv-behind">
        {shown.map((id, i) => (
          <Link key={id} href={`/supervision/tickets/${id}`}>
            {s.patterns.ticket(i + 1)}
          </Link>
        ))}
        {found.tickets.length > shown.length && (
          <button type="button" className="link-button no-print" onClick={() => setShowsAll(true)}>
            {t('state.more')}
          </button>
        )}
      </span>
    </li>
  );
};

export const PatternsSection = ({ code, period }: Given) => {
  const { s, say, language } = useSupervisionWords();
  const { data, error, refetch } = useQuery(patternsQuery(code, period.month));
  if (!data) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  /** Both languages stand in one sentence pair, Chinese first. */
  const half = (text: string): string => {
    const [zh = text, en = text] = text.split(/(?<=。)(?=[A-Z])/);
    return language === 'zh' ? zh : en;
  };
  return (
    <>
      <p className="hint">{s.patterns.lead(monthText(data.month, language))}</p>
      <ul className="sv-patterns">
        {data.patterns.map((each) => (
          <li key={each.pattern} className="sv-pattern">
            <h3>
              {say(each)}{' '}
              <span className={each.found.length > 0 ? 'tag tag-warm' : 'tag'}>
                {each.found.length > 0 ? s.patterns.found(each.found.length) : s.patterns.none}
              </span>
            </h3>
            <p className="hint">
              {s.patterns.rule(each.rule.atLeast, each.rule.share)} {half(each.means)}{' '}
              {each.found.length > 0 && half(each.orElse)} {!each.complete && s.patterns.incomplete}
            </p>
            {each.found.length > 0 && (
              <ul className="sv-evidence">
                {each.found.map((found) => (
                  <Evidence key={found.tickets.join()} found={found} />
                ))}
              </ul>
            )}
          </li>
        ))}
        {data.notDetected.map((each) => (
          <li key={each.pattern} className="sv-pattern">
            <p className="hint">
              {s.patterns.unseen} {say(each)}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
};
