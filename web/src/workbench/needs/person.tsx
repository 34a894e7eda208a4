/** One person: what to do next, the form for what was found, needs, groups, cards, and every contact. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { refusalIn } from '../../api/failure.ts';
import NotFound from '../../pages/not-found.tsx';
import { dateText, momentText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useKeys } from '../keys.ts';
import { useStaffWords } from '../words.ts';
import { type CareRecord, recordQuery } from './api.ts';
import { Cards } from './cards.tsx';
import { Groups } from './groups.tsx';
import { Needs } from './needs.tsx';
import { RecordForm } from './record-form.tsx';
import { Whole } from './whole.tsx';

const Head = ({ person }: { person: CareRecord }) => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  const { lastReachedAt, nextOn, dueOn, callsInVain, visitsInVain, registeredAt, missed } = person;
  const facts: readonly (readonly [string, string])[] = [
    [words.phone, person.phone ?? '–'],
    [words.since, registeredAt === null ? words.notRegistered : dateText(registeredAt, language)],
    [words.last, lastReachedAt === null ? words.never : momentText(lastReachedAt, language)],
    ...(nextOn === null ? [] : [[words.next, dateText(nextOn, language)] as const]),
    ...(dueOn === null ? [] : [[words.due, dateText(dueOn, language)] as const]),
  ];
  return (
    <header className="wb-ticket-head">
      <p className="no-print">
        <Link href="/workbench/needs">{words.back}</Link> <kbd aria-hidden="true">Esc</kbd>
      </p>
      <h1>{person.name}</h1>
      <p className="wb-state" aria-live="polite">
        {registeredAt !== null && (
          <span className={person.covered ? 'tag tag-good' : 'tag tag-warm'}>
            {person.covered ? words.covered : words.uncovered}
          </span>
        )}{' '}
        {!person.covered && <strong>{say(person.step)}</strong>}{' '}
        {callsInVain + visitsInVain > 0 && words.calls(callsInVain, visitsInVain)}{' '}
        {missed.length > 0 && words.missed(missed.join(language === 'zh' ? '、' : ', '))}
      </p>
      <dl className="wb-line">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
};

export const History = ({ person }: { person: CareRecord }) => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  /** The choice that an event holds, in the words of the form. */
  const detail = (data: Readonly<Record<string, unknown>>): string =>
    [
      words.ways[data['way'] as 'phone'],
      words.outcomes[data['outcome'] as 'reached'],
      words.kinds[data['kind'] as 'meals'],
      words.sources[data['source'] as 'own'],
      data['quarter'],
      data['late'] === true ? words.late : undefined,
    ]
      .filter((each) => each !== undefined)
      .join(' · ');
  if (person.history.length === 0) return <p className="hint">{words.noHistory}</p>;
  return (
    <ol className="timeline">
      {person.history.map(({ sequence, at, data, words: written, ...event }) => (
        <li key={sequence}>
          <p>
            <strong>{say(event)}</strong> {detail(data)}
          </p>
          <p className="hint">{momentText(String(data['contactAt'] ?? at), language)}</p>
          {written && Object.values(written).map((text) => <p key={text}>{text}</p>)}
        </li>
      ))}
    </ol>
  );
};

export const Person = ({ id }: { id: string }) => {
  const { w } = useStaffWords();
  const [, go] = useLocation();
  const { data: person, error, refetch } = useQuery(recordQuery(id));
  useKeys({ Escape: () => go('/workbench/needs') });
  useEffect(() => {
    document.title = `${w.needs.title} · ${w.title}`;
  }, [w]);
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (!person) return error ? <Failed error={error} again={() => void refetch()} /> : <Loading />;
  return (
    <div className="wb-page">
      <Head person={person} />
      <div className="wb-columns">
        <div>
          <Cards person={person} />
          <section className="wb-panel no-print" aria-labelledby="record">
            <h2 id="record">{w.needs.record}</h2>
            <RecordForm key={person.version} residentId={id} version={person.version} onSaved={() => {}} />
          </section>
          <Whole person={person} />
        </div>
        <div>
          <Needs person={person} />
          <Groups person={person} />
          <section className="wb-panel" aria-labelledby="contacts">
            <h2 id="contacts">{w.needs.history}</h2>
            <History person={person} />
          </section>
        </div>
      </div>
    </div>
  );
};
