import { addMonths, type Month } from '../../../../domain/served.ts';
import { useSupervisionWords } from '../words.ts';
import { monthText, type Period, type Span, spans } from './period.ts';

/** Months that can be chosen: what counters and lists reach back to is far more, what one compares is this. */
const offered = 36;

type PeriodBarProps = {
  readonly period: Period;
  readonly thisMonth: Month;
  readonly choose: (chosen: { month?: Month; span?: Span }) => void;
  /** Where one month is one sheet. */
  readonly onlyMonths?: boolean;
};

export const PeriodBar = ({ period: { month, span }, thisMonth, choose, onlyMonths = false }: PeriodBarProps) => {
  const { s, language } = useSupervisionWords();
  const months = Array.from({ length: offered }, (_, i) => addMonths(thisMonth, -i));
  return (
    <div className="sv-period no-print" role="group" aria-label={s.period.title}>
      <button
        type="button"
        className="wb-button"
        aria-label={s.period.before}
        onClick={() => choose({ month: addMonths(month, -1) })}
      >
        ‹
      </button>
      <select aria-label={s.period.month} value={month} onChange={({ target }) => choose({ month: target.value })}>
        {months.map((each) => (
          <option key={each} value={each}>
            {monthText(each, language)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="wb-button"
        aria-label={s.period.after}
        disabled={month === thisMonth}
        onClick={() => choose({ month: addMonths(month, 1) })}
      >
        ›
      </button>
      {!onlyMonths && (
        <span className="wb-shows">
          {spans.map((each) => (
            <button
              key={each}
              type="button"
              className="wb-show"
              aria-pressed={span === each}
              onClick={() => choose({ span: each })}
            >
              {s.period.spans[each]}
            </button>
          ))}
        </span>
      )}
    </div>
  );
};
