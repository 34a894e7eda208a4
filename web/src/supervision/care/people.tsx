/** People on the register whom their station did not reach in the quarter: no name, who and why is the station's to say. */
import type { Ref } from 'react';
import { Link, useLocation } from 'wouter';
import { epochMs } from '../../../../domain/time.ts';
import { dateText } from '../../ui/dates.ts';
import { ClockChip } from '../../workbench/clock-chip.tsx';
import { durationText } from '../../workbench/clock-state.ts';
import type { Unreached } from '../api.ts';
import { useSupervisionWords } from '../words.ts';

type PeopleProps = {
  readonly ref: Ref<HTMLTableSectionElement>;
  readonly people: readonly Unreached[];
  readonly name: string;
  readonly now: number;
};

export const People = ({ ref, people, name, now }: PeopleProps) => {
  const { s, w, say, language } = useSupervisionWords();
  const [, go] = useLocation();
  return (
    <div className="wb-table-frame">
      <table className="wb-table sv-rows">
        <caption className="sr-only">{s.attention.caption(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{s.attention.waits}</th>
            <th scope="col">{s.care.groups}</th>
            <th scope="col">{s.care.station}</th>
            <th scope="col">{s.care.missed}</th>
            <th scope="col">{s.care.last}</th>
            <th scope="col">{s.care.inVain}</th>
            <th scope="col">{s.attention.card}</th>
          </tr>
        </thead>
        <tbody ref={ref}>
          {people.map((person) => {
            const to = `/supervision/care/${person.residentId}`;
            const card = person.cards.at(-1);
            return (
              <tr key={person.residentId} onClick={() => go(to)}>
                <td data-label={s.attention.waits}>
                  {durationText(Math.max(0, now - epochMs(person.since)), w.clock)}
                </td>
                <td className="wb-item" data-label={s.care.groups}>
                  <Link href={to} data-row={person.residentId} onClick={(event) => event.stopPropagation()}>
                    {person.groups.map(say).join(language === 'zh' ? '、' : ', ')}
                  </Link>
                </td>
                <td data-label={s.care.station} className="sv-holder">
                  {say(person.station)}
                </td>
                <td data-label={s.care.missed}>{person.missed.join(language === 'zh' ? '、' : ', ')}</td>
                <td data-label={s.care.last}>
                  {person.lastReachedAt === null ? s.care.never : dateText(person.lastReachedAt, language)}
                </td>
                <td data-label={s.care.inVain}>{s.care.tried(person.callsInVain, person.visitsInVain)}</td>
                <td data-label={s.attention.card} className="sv-card">
                  {card && (
                    <>
                      <span className={card.explained ? 'tag tag-warm' : 'tag'}>
                        {card.explained ? s.attention.decide : s.attention.unexplained}
                      </span>{' '}
                      <ClockChip due={card.answerBy} stands={false} now={now} />
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
