/** The text of a notice, and for each line what was understood of it before any of it is taken. */
import { useId } from 'react';
import { daysText } from './notice.ts';
import type { NoticeLine } from './notice-text.ts';
import { useCalendarWords } from './words.ts';

type PastedNoticeProps = {
  readonly text: string;
  readonly lines: readonly NoticeLine[];
  readonly onText: (text: string) => void;
  readonly onTake: (lines: readonly NoticeLine[]) => void;
};

export const PastedNotice = ({ text, lines, onText, onTake }: PastedNoticeProps) => {
  const { w, say, language } = useCalendarWords();
  const id = useId();
  const clear = lines.filter(({ problems }) => problems.length === 0);
  const told = ({ name, off, makeUp }: NoticeLine): string =>
    (
      [
        [off, w.kinds.off],
        [makeUp, w.kinds['make-up']],
      ] as const
    )
      .filter(([dates]) => dates.length > 0)
      .map(([dates, kind]) => {
        const days = dates.map((date) => ({ date, ...name }));
        return `${daysText(days, language)} ${kind}（${dates.length}）`;
      })
      .join('；');
  return (
    <fieldset className="ad-days">
      <legend>{w.paste}</legend>
      <div className="wb-field">
        <label htmlFor={id}>{w.pasteLabel}</label>
        <span id={`${id}-hint`} className="hint">
          {w.pasteHint}
        </span>
        <textarea
          id={id}
          rows={4}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={({ target }) => onText(target.value)}
        />
      </div>
      <div role="status">
        {lines.length > 0 && (
          <>
            <h3>{w.understood}</h3>
            <ul className="ad-lines">
              {lines.map((line) => (
                <li key={line.text} className={line.problems.length > 0 ? 'problem' : ''}>
                  {line.problems.length > 0 ? (
                    <>
                      “{line.text.trim()}” — {w.notUnderstood}：{line.problems.map(say).join('；')}
                    </>
                  ) : (
                    told(line)
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      {clear.length > 0 && (
        <p>
          <button type="button" className="wb-button" onClick={() => onTake(clear)}>
            {w.take(clear.length)}
          </button>
        </p>
      )}
    </fieldset>
  );
};
