/** How far a request is, as its receipt tells it: no name, no matter, no answers. */
import type { Reply } from '../../api/api.ts';
import { useWords } from '../../i18n/i18n.ts';
import { momentText } from '../../ui/dates.ts';
import { Promise as PromisedDate } from '../../ui/promise.tsx';

export type Tracked = Reply<'POST', '/track'>;

export const Progress = ({ tracked }: { tracked: Tracked }) => {
  const { t, say, language } = useWords();
  const { holder } = tracked;
  return (
    <>
      <section className="receipt" aria-labelledby="tracked" aria-live="polite">
        <p className="receipt-label">{t('receipt.reference')}</p>
        <p className="reference">{tracked.reference}</p>
        <h2 id="tracked" className="tracked-state">
          {say(tracked.stateName)}
        </h2>
        <dl className="pairs">
          <div>
            <dt>{t('track.with')}</dt>
            <dd>{holder === null ? t('track.withNobody') : say(holder)}</dd>
          </div>
        </dl>
        <PromisedDate ticket={tracked} />
      </section>
      <section aria-labelledby="dates">
        <h2 id="dates">{t('track.dates')}</h2>
        <ol className="timeline">
          {tracked.dates.toReversed().map((date) => (
            <li key={`${date.type} ${date.at}`}>
              <p className="row-title">{say(date)}</p>
              <p className="hint">{momentText(date.at, language)}</p>
            </li>
          ))}
        </ol>
      </section>
      <p className="hint">{t('track.only')}</p>
    </>
  );
};
