/** Open needs of one person: met, dropped, or turned into a request. */
import { useState } from 'react';
import { Link } from 'wouter';
import { send } from '../../api/api.ts';
import { momentText } from '../../ui/dates.ts';
import { useStaffWords } from '../words.ts';
import type { CareRecord } from './api.ts';
import { ReasonForm } from './reason-form.tsx';
import { useChange } from './use-change.ts';

export const Needs = ({ person }: { person: CareRecord }) => {
  const { w, say, language } = useStaffWords();
  const words = w.needs;
  const { residentId, version, needs } = person;
  const { change, isPending, problem } = useChange(residentId);
  const [closing, setClosing] = useState<string | undefined>(undefined);
  const close = (needId: string, result: 'met' | 'dropped') => (reason: string) =>
    change(() =>
      send('/care/{residentId}/needs/close', {
        params: { residentId },
        ifMatch: version,
        body: { needId, result, reason },
      }),
    );
  return (
    <section className="wb-panel" aria-labelledby="needs">
      <h2 id="needs">{words.openList}</h2>
      {needs.length === 0 && <p className="hint">{words.noNeeds}</p>}
      {needs.map((need) => (
        <div key={need.id}>
          <p>
            <strong>{say(need)}</strong> {momentText(need.contactAt, language)}{' '}
            {need.late && <span className="tag tag-warm">{words.late}</span>}
          </p>
          <p className="wb-buttons no-print">
            {need.ticketId === null ? (
              <Link href={`/workbench/visit?resident=${residentId}&need=${need.id}`} className="wb-button">
                {words.fileByVisit}
              </Link>
            ) : (
              <Link href={`/workbench/tickets/${need.ticketId}`} className="wb-button">
                {words.filed}
              </Link>
            )}
            {closing !== need.id && (
              <button type="button" className="wb-button" onClick={() => setClosing(need.id)}>
                {words.met} / {words.dropped}
              </button>
            )}
          </p>
          {closing === need.id && (
            <ReasonForm
              label={words.reason}
              missing={words.wrong}
              isPending={isPending}
              problem={problem}
              buttons={[
                { name: words.met, act: close(need.id, 'met') },
                { name: words.dropped, act: close(need.id, 'dropped') },
              ]}
            />
          )}
        </div>
      ))}
    </section>
  );
};
