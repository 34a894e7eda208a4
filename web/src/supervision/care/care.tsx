/** Somebody whom the station did not reach in their quarter: why, and whether its card stands. Nobody's name is here. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { levelOf } from '../../../../domain/region.ts';
import { refusalIn } from '../../api/failure.ts';
import { send } from '../../api/api.ts';
import NotFound from '../../pages/not-found.tsx';
import { dateText, momentText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useKeys } from '../../workbench/keys.ts';
import { type CareRecord, recordQuery } from '../../workbench/needs/api.ts';
import { History } from '../../workbench/needs/person.tsx';
import { ReasonForm } from '../../workbench/needs/reason-form.tsx';
import { useChange } from '../../workbench/needs/use-change.ts';
import { useOverseer } from '../overseer.ts';
import { useSupervisionWords } from '../words.ts';

const levelOfRung = { street: 3, district: 2, city: 1 } as const;

const Card = ({ person, card }: { person: CareRecord; card: CareRecord['cards'][number] }) => {
  const { s, w, language } = useSupervisionWords();
  const { regionCode, role } = useOverseer();
  const { residentId, version } = person;
  const { change, isPending, problem } = useChange(residentId);
  const mayDecide = role === 'supervisor' && levelOf(regionCode) <= levelOfRung[card.rung];
  const decide = (decision: 'upheld' | 'cancelled') => ({
    name: s.care[decision],
    act: (reason: string): void =>
      change(() =>
        send('/care/{residentId}/decide-card', {
          params: { residentId },
          ifMatch: version,
          body: { card: card.id, decision, reason },
        }),
      ),
  });
  return (
    <li className={`wb-card-story wb-card-${card.level}`}>
      <p>
        <strong>
          {w.cards.levels[card.level]} · {card.id.slice(0, 7)}
        </strong>{' '}
        <span className={card.explained ? 'tag tag-warm' : 'tag'}>
          {card.explained ? w.cards.explained : w.cards.unexplained}
        </span>
      </p>
      <p className="hint">{w.cards.by(w.cards.rungs[card.rung], momentText(card.answerBy, language))}</p>
      {mayDecide && (
        <ReasonForm
          label={`${w.cards.decision} · ${w.cards.levels[card.level]} ${card.id.slice(0, 7)}`}
          missing={w.act.missing}
          isPending={isPending}
          problem={problem}
          buttons={[decide('upheld'), decide('cancelled')]}
        />
      )}
    </li>
  );
};

export const CarePage = ({ id }: { id: string }) => {
  const { s, w, say, language } = useSupervisionWords();
  const [, go] = useLocation();
  const { data: person, error, refetch } = useQuery(recordQuery(id));
  const leave = (): void => (window.history.length > 1 ? window.history.back() : go('/supervision?kind=coverage'));
  useKeys({ Escape: leave });
  useEffect(() => {
    document.title = `${s.care.title} · ${s.title}`;
  }, [s]);
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (!person) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  const facts: readonly (readonly [string, string])[] = [
    [s.care.groups, person.groups.map(say).join(language === 'zh' ? '、' : ', ')],
    [s.care.missed, person.missed.join(language === 'zh' ? '、' : ', ')],
    [s.care.last, person.lastReachedAt === null ? s.care.never : dateText(person.lastReachedAt, language)],
    [s.care.inVain, s.care.tried(person.callsInVain, person.visitsInVain)],
  ];
  return (
    <div className="wb-page">
      <p className="no-print">
        <Link href="/supervision?kind=coverage">{w.ticket.backToList}</Link> <kbd aria-hidden="true">Esc</kbd>
      </p>
      <h1>{s.care.title}</h1>
      <p className="hint">{s.care.note}</p>
      <div className="wb-columns">
        <div>
          <section className="wb-panel" aria-labelledby="facts">
            <h2 id="facts">{s.care.facts}</h2>
            <dl className="wb-facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value || '–'}</dd>
                </div>
              ))}
            </dl>
          </section>
          <section className="wb-panel" aria-labelledby="cards">
            <h2 id="cards">{w.cards.title}</h2>
            {person.cards.length === 0 && <p className="hint">{s.care.noCards}</p>}
            <ol className="wb-card-stories">
              {person.cards.map((card) => (
                <Card key={card.id} person={person} card={card} />
              ))}
            </ol>
          </section>
        </div>
        <section className="wb-panel" aria-labelledby="history">
          <h2 id="history">{w.ticket.timeline}</h2>
          <History person={person} />
        </section>
      </div>
    </div>
  );
};
