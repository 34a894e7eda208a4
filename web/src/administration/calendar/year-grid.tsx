/** A year as twelve months: to be read, printed, and where `touch` is given, changed day by day with mouse or keyboard. */
import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import { isWeekend, weekdayOf } from '../../../../domain/sla/statutory.ts';
import { addDays, type CivilDate } from '../../../../domain/time.ts';
import { dayText, kindsOf, type Notice, spansOf, spanText } from './notice.ts';
import { useCalendarWords } from './words.ts';

type YearGridProps = {
  readonly year: number;
  readonly notice: Notice;
  /** Days that are marked as different, and days with something wrong. */
  readonly changed?: ReadonlySet<CivilDate>;
  readonly wrong?: ReadonlySet<CivilDate>;
  /** The days that were touched: one, or with Shift all from the last one (`like`), as which they are to be. */
  readonly touch?: (dates: readonly CivilDate[], like: CivilDate | undefined) => void;
};

const daysOfMonth = (year: number, month: number): CivilDate[] => {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const days: CivilDate[] = [];
  for (let date = first; date.startsWith(first.slice(0, 7)); date = addDays(date, 1)) days.push(date);
  return days;
};

/** Weeks from Monday on; undefined where a week reaches into another month. */
const weeksOf = (days: readonly CivilDate[]): (CivilDate | undefined)[][] => {
  const lead = (weekdayOf(days[0] ?? '') + 6) % 7;
  const cells = [...Array.from<undefined>({ length: lead }), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, i) =>
    Array.from({ length: 7 }, (_, j) => cells[i * 7 + j]),
  );
};

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const rangeOf = (from: CivilDate, to: CivilDate): CivilDate[] => {
  const [first, last] = from < to ? [from, to] : [to, from];
  const dates: CivilDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) dates.push(date);
  return dates;
};

export const YearGrid = ({ year, notice, changed, wrong, touch }: YearGridProps) => {
  const { w, language } = useCalendarWords();
  const [at, setAt] = useState<CivilDate>(`${year}-01-01`);
  const last = useRef<CivilDate | undefined>(undefined);
  const grid = useRef<HTMLDivElement>(null);
  const kinds = kindsOf(notice);

  const move = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = addDays(at, step);
    if (!next.startsWith(`${year}-`)) return;
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-date="${next}"]`)?.focus();
  };
  const press = (date: CivilDate, event: MouseEvent): void => {
    const from = event.shiftKey ? last.current : undefined;
    last.current = date;
    setAt(date);
    touch?.(from === undefined ? [date] : rangeOf(from, date), from);
  };

  const cell = (date: CivilDate) => {
    const found = kinds.get(date);
    const kind = found?.kind ?? (isWeekend(date) ? 'weekend' : 'plain');
    const classes = [
      'ad-day',
      `ad-day-${kind}`,
      changed?.has(date) ? 'ad-day-changed' : '',
      wrong?.has(date) ? 'ad-day-wrong' : '',
    ].join(' ');
    const mark = found && found.kind !== 'plain' ? w.marks[found.kind] : '';
    const shown = Number(date.slice(8));
    const told = [
      dayText(date, language),
      w.weekday(w.weekdays[(weekdayOf(date) + 6) % 7] ?? ''),
      found ? `${w.kinds[found.kind]}，${found.day[language]}` : w.kinds.plain,
      wrong?.has(date) ? w.legendProblem : '',
    ]
      .filter((each) => each !== '')
      .join(' ');
    if (!touch)
      return (
        <span className={classes} data-mark={mark} {...(found ? { title: told } : {})}>
          {shown}
        </span>
      );
    return (
      <button
        type="button"
        className={classes}
        data-date={date}
        data-mark={mark}
        aria-label={told}
        tabIndex={date === at ? 0 : -1}
        onFocus={() => setAt(date)}
        onClick={(event) => press(date, event)}
      >
        {shown}
      </button>
    );
  };

  return (
    <>
      <ul className="ad-legend" aria-label={w.legend}>
        <li>
          <span className="ad-day ad-day-off">{w.marks.off}</span> {w.kinds.off}
        </li>
        <li>
          <span className="ad-day ad-day-make-up">{w.marks['make-up']}</span> {w.kinds['make-up']}
        </li>
        <li>
          <span className="ad-day ad-day-weekend" aria-hidden="true" /> {w.legendWeekend}
        </li>
        {changed && (
          <li>
            <span className="ad-day ad-day-changed" aria-hidden="true" /> {w.legendChanged}
          </li>
        )}
        {wrong && wrong.size > 0 && (
          <li>
            <span className="ad-day ad-day-wrong" aria-hidden="true" /> {w.legendProblem}
          </li>
        )}
      </ul>
      {/* The arrows of the keyboard move among the buttons inside, each of which can be reached by itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={grid} className="ad-year" onKeyDown={touch ? move : undefined}>
        {Array.from({ length: 12 }, (_, i) => i + 1).map((month) => {
          const days = daysOfMonth(year, month);
          const works = days.filter((date) => {
            const kind = kinds.get(date)?.kind;
            return kind === 'make-up' || (kind !== 'off' && !isWeekend(date));
          });
          const inMonth = ({ date }: { date: CivilDate }): boolean => date.startsWith(days[0]?.slice(0, 7) ?? '');
          return (
            <section key={month} className="ad-month">
              <table>
                <caption>
                  {w.month(month)} <span className="hint">{w.workdays(works.length)}</span>
                </caption>
                <thead>
                  <tr>
                    {w.weekdays.map((name) => (
                      <th key={name} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {weeksOf(days).map((week) => (
                    <tr key={week.find((date) => date !== undefined)}>
                      {week.map((date, j) => (
                        // A week has seven places, whatever stands there.
                        // oxlint-disable-next-line react/no-array-index-key
                        <td key={j}>{date !== undefined && cell(date)}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
              <ul className="hint">
                {spansOf(notice.off.filter(inMonth)).map((span) => (
                  <li key={span.from}>
                    {spanText(span, language)} {w.kinds.off}
                  </li>
                ))}
                {spansOf(notice.makeUp.filter(inMonth)).map((span) => (
                  <li key={span.from}>
                    {spanText(span, language)} {w.kinds['make-up']}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
};
