/** Cards for whoever was not reached in a quarter: the station explains, once. */
import { send } from '../../api/api.ts';
import { momentText } from '../../ui/dates.ts';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';
import { ReasonForm } from './reason-form.tsx';
import { useChange } from './use-change.ts';

export const Cards = ({ person }: { person: CareRecord }) => {
  const { w, language } = useStaffWords();
  const words = w.needs;
  const { residentId, version, cards } = person;
  const { change, isPending, problem } = useChange(residentId);
  if (cards.length === 0) return null;
  return (
    <section className="wb-panel" aria-labelledby="cards">
      <h2 id="cards">{words.cards}</h2>
      {cards.map(({ id, level, explained, answerBy }) => (
        <div key={id}>
          <p>
            <span className="wb-lane wb-lane-card">{id.slice(0, 7)}</span>{' '}
            {explained ? words.explained : words.card(level, momentText(answerBy, language))}
          </p>
          {!explained && (
            <ReasonForm
              label={words.explanation}
              missing={words.wrong}
              isPending={isPending}
              problem={problem}
              buttons={[
                {
                  name: words.explain,
                  act: (explanation) =>
                    change(() =>
                      send('/care/{residentId}/explain-card', {
                        params: { residentId },
                        ifMatch: version,
                        body: { card: id, explanation },
                      }),
                    ),
                },
              ]}
            />
          )}
        </div>
      ))}
    </section>
  );
};
