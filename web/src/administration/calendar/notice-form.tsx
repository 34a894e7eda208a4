/** Entering the days off of a year: pasted line by line, touched day by day, checked, tried, and proposed. */
import { useState } from 'react';
import { calendarRoutes } from '../../../../contract/routes/calendar.ts';
import type { CivilDate } from '../../../../domain/time.ts';
import { send } from '../../api/api.ts';
import { failureIn } from '../../api/failure.ts';
import { Conflict } from '../parts/conflict.tsx';
import { TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { Problem } from '../parts/problem.tsx';
import { useContractForm } from '../parts/use-contract-form.ts';
import {
  dateOfProblem,
  dayText,
  daysText,
  type Day,
  kindsOf,
  nextKind,
  type Notice,
  type NoticeProblem,
  problemsHere,
  withDay,
  withLines,
} from './notice.ts';
import { festivalNames, readNotice } from './notice-text.ts';
import { PastedNotice } from './pasted-notice.tsx';
import { Preview } from './preview.tsx';
import { useCalendarWords } from './words.ts';
import { YearGrid } from './year-grid.tsx';

type NoticeFormProps = {
  readonly year: number;
  /** What is in force now. */
  readonly current: Notice & { readonly source: string; readonly version: number };
  /** What the form begins with. */
  readonly from: Notice & { readonly source: string };
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly onStale: () => void;
};

export const NoticeForm = ({ year, current, from, onDone, onClose, onStale }: NoticeFormProps) => {
  const { w, say, language } = useCalendarWords();
  const initial = { off: [...from.off], makeUp: [...from.makeUp], source: from.source, ifVersion: current.version };
  const contract = useContractForm({
    schema: calendarRoutes.proposeCalendarYear.body,
    initial,
    name: `calendar.${year}`,
    send: (body) => send('/calendar/years/{year}', { params: { year: String(year) }, body }),
    onDone,
    onStale,
  });
  const { form } = contract;
  const notice: Notice = { off: form.watch('off'), makeUp: form.watch('makeUp') };
  const written = JSON.stringify(notice);
  const [pasted, setPasted] = useState('');
  const [festival, setFestival] = useState<string>(festivalNames[0].zh);
  /** What the service found wrong, with the notice that it was about. */
  const [found, setFound] = useState<{ about: string; error: unknown } | undefined>(undefined);

  const set = ({ off, makeUp }: Notice): void => {
    form.setValue('off', off);
    form.setValue('makeUp', makeUp);
    form.clearErrors(['off', 'makeUp']);
    contract.forgetError();
  };
  const touch = (dates: readonly CivilDate[], like: CivilDate | undefined): void => {
    const { zh, en } = festivalNames.find((each) => each.zh === festival) ?? festivalNames[0];
    const kinds = kindsOf(notice);
    const kindNow = (date: CivilDate) => kinds.get(date)?.kind ?? 'plain';
    const change = (now: Notice, date: CivilDate): Notice =>
      withDay(now, { date, zh, en }, like === undefined ? nextKind(kindNow(date), date) : kindNow(like));
    set(dates.reduce(change, notice));
  };

  const failed = contract.error ?? (found?.about === written ? found.error : undefined);
  const failure = failed ? failureIn(failed) : undefined;
  const told = failure?.kind === 'refused' ? (failure.problem.errors ?? []) : [];
  const problems: readonly NoticeProblem[] = told.length > 0 ? told : problemsHere(year, notice);
  const wrong = new Set(problems.flatMap((problem) => dateOfProblem(problem, notice) ?? []));

  const show = (days: unknown): string => daysText(Array.isArray(days) ? (days as Day[]) : [], language);
  const now = {
    off: [...current.off],
    makeUp: [...current.makeUp],
    source: current.source,
    ifVersion: current.version,
  };
  return (
    <Form
      label={w.entering(year)}
      form={contract}
      initial={initial}
      send={w.send}
      onClose={onClose}
      conflict={
        contract.isStale && (
          <Conflict
            current={now}
            fields={[
              { name: 'off', label: w.off, show },
              { name: 'makeUp', label: w.makeUp, show },
              { name: 'source', label: w.source },
            ]}
            onKeep={() => contract.onVersion(current.version)}
            onTake={() => contract.begin(now)}
          />
        )
      }
    >
      <TextField name="source" label={w.source} />
      <PastedNotice
        lines={readNotice(pasted, year)}
        text={pasted}
        onText={setPasted}
        onTake={(lines) => {
          set(withLines(notice, lines));
          const taken = new Set(lines.map(({ text }) => text));
          setPasted(
            pasted
              .split('\n')
              .filter((line) => !taken.has(line))
              .join('\n'),
          );
        }}
      />
      <fieldset className="ad-days">
        <legend>{w.days}</legend>
        <p className="hint">{w.daysHint}</p>
        <p className="wb-buttons">
          <label>
            {w.festival}{' '}
            <select value={festival} onChange={({ target }) => setFestival(target.value)}>
              {festivalNames.map((each) => (
                <option key={each.zh} value={each.zh}>
                  {say(each)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="wb-button" onClick={() => set({ off: [], makeUp: [] })}>
            {w.clear}
          </button>
        </p>
        <YearGrid year={year} notice={notice} wrong={wrong} touch={touch} />
      </fieldset>
      <div role="status">
        {problems.length > 0 && (
          <div className="ad-problems">
            <h3>{w.problem(problems.length)}</h3>
            <ul>
              {problems.map((problem) => {
                const date = dateOfProblem(problem, notice);
                return (
                  <li key={`${problem.path} ${problem.code} ${problem.zh}`}>
                    {date !== undefined && <strong>{dayText(date, language)} </strong>}
                    {say(problem)}
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </div>
      {failed && told.length === 0 && !contract.error ? <Problem error={failed} /> : null}
      <Preview key={written} year={year} notice={notice} onError={(error) => setFound({ about: written, error })} />
    </Form>
  );
};
