/** The numbers that one looks at first, each with what it is made of. */
import type { ReactNode } from 'react';
import { useSupervisionWords } from '../words.ts';
import { CasesLink } from './cases-link.tsx';
import type { Given } from './given.ts';
import { countText, intervalText, percentText } from './number-text.ts';

const Tile = ({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) => (
  <div className="sv-tile">
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong>
      {children && <span className="hint">{children}</span>}
    </dd>
  </div>
);

export const Headline = ({ code, numbers, period: { from, to } }: Given) => {
  const { s } = useSupervisionWords();
  const { counts, onTime, satisfaction, open } = numbers;
  const of = (fact: string): number => counts[fact] ?? 0;
  const link = (fact: string, text?: string) => (
    <CasesLink behind={{ region: code, facts: [fact], from, to }} n={of(fact)}>
      {text ?? countText(of(fact))}
    </CasesLink>
  );
  const ended = ['withdrawn', 'refused', 'lapsed', 'merged'] as const;
  return (
    <dl className="sv-tiles">
      <Tile name={s.headline.open} value={countText(open)}>
        {s.headline.openNote}
      </Tile>
      <Tile name={s.headline.filed} value={link('filed')}>
        {s.headline.accepted} {link('accepted')} · {s.headline.returned} {link('returned')}
      </Tile>
      <Tile name={s.headline.resolved} value={link('resolved')}>
        {ended
          .filter((fact) => of(fact) > 0)
          .map((fact, i) => (
            <span key={fact}>
              {i > 0 && ' · '}
              {s.headline[fact]} {link(fact)}
            </span>
          ))}
      </Tile>
      <Tile name={s.headline.onTime} value={percentText(onTime.rate)}>
        {s.headline.met} {link('met.PROMISE')} · {s.headline.missed} {link('missed.PROMISE')}
      </Tile>
      <Tile
        name={s.headline.satisfaction}
        value={
          satisfaction.rate === null ? s.headline.ratings(satisfaction.rated ?? 0) : percentText(satisfaction.rate)
        }
      >
        {satisfaction.rate === null
          ? s.headline.tooFew
          : s.headline.interval(intervalText(satisfaction.interval), satisfaction.rated ?? 0)}
      </Tile>
      <Tile
        name={s.headline.cards}
        value={
          <>
            <span className="sv-yellow">{link('card.yellow')}</span> /{' '}
            <span className="sv-red">{link('card.red')}</span>
          </>
        }
      >
        {s.headline.cancelled(of('cardCancelled.yellow') + of('cardCancelled.red'))} · {s.headline.reopened}{' '}
        {link('reopened')}
      </Tile>
    </dl>
  );
};
