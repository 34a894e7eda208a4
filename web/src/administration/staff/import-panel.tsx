/** Many people from a file: read, tried line by line, and entered only when nothing is wrong with any of them. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { importLines } from '../../../../contract/routes/staff.ts';
import type { FieldProblem } from '../../../../domain/refusal.ts';
import { type Reply, send } from '../../api/api.ts';
import { saveFile } from '../../pages/my-data/save-file.ts';
import { Problem } from '../parts/problem.tsx';
import { type FileLine, readStaffFile, type StaffFile, templateCsv } from './staff-file.ts';
import { useStaffPageWords } from './words.ts';

type Found = Reply<'POST', '/staff/import/preview'>['lines'][number];
type Outcome = Found['outcome'] | 'skipped';
/** A line of the file with what would become, or became, of it. */
type Line = {
  readonly at: FileLine;
  readonly outcome: Outcome;
  readonly version: number;
  readonly errors: readonly FieldProblem[];
};
type Step = { readonly lines: readonly Line[]; readonly isDone: boolean };

const isGiven = (line: FileLine): line is Extract<FileLine, { given: unknown }> => 'given' in line;
const given = (lines: readonly Line[]) => lines.flatMap((line) => (isGiven(line.at) ? [{ ...line, at: line.at }] : []));
const parts = <Each,>(all: readonly Each[]): Each[][] =>
  Array.from({ length: Math.ceil(all.length / importLines) }, (_, i) =>
    all.slice(i * importLines, (i + 1) * importLines),
  );

/** What the file alone says of a line. */
const before = (at: FileLine): Line => ({
  at,
  version: 0,
  outcome: 'skipped' in at ? 'skipped' : 'problems' in at ? 'refused' : 'not-done',
  errors: 'problems' in at ? at.problems : [],
});

const withFound = (lines: readonly Line[], asked: readonly Line[], found: readonly Found[]): Line[] => {
  const byLine = new Map(asked.map((line, i) => [line.at.line, found[i]]));
  return lines.map((line) => ({ ...line, ...byLine.get(line.at.line) }) as Line);
};

const twice: FieldProblem = {
  path: 'id',
  code: 'twice',
  zh: '同一账号在文件中出现两次，请只留一行',
  en: 'is in the file twice: leave one line',
};

/** The same account further down: the service is asked part by part and would not see it. */
const withTwice = (lines: readonly Line[]): Line[] => {
  const seen = new Set<string>();
  return lines.map((line) => {
    const isTwice = isGiven(line.at) && seen.has(line.at.id);
    seen.add(line.at.id);
    return isTwice ? { ...line, outcome: 'refused', errors: [twice] } : line;
  });
};

/** The order in which they are counted; what is wrong comes first. */
const outcomes = ['refused', 'not-done', 'new', 'changed', 'again', 'unchanged', 'skipped'] as const;
const changes: ReadonlySet<Outcome> = new Set(['new', 'changed', 'again']);

const Lines = ({ step }: { step: Step }) => {
  const { w, say } = useStaffPageWords();
  const [all, setAll] = useState(false);
  const quiet: ReadonlySet<Outcome> = new Set(['unchanged', 'skipped']);
  const shown = step.lines.filter(({ outcome }) => all || !quiet.has(outcome));
  return (
    <>
      <label className="wb-check">
        <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
        {w.importAll}
      </label>
      {shown.length > 0 && (
        <div className="wb-table-frame" role="group" aria-label={w.importLines} tabIndex={0}>
          <table className="wb-table ad-import">
            <thead>
              <tr>
                {[w.importLine, w.id, w.name, w.importWhat].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ at, outcome, errors }) => (
                <tr key={at.line}>
                  <td>{at.line}</td>
                  <td>{at.id}</td>
                  <td>{at.name}</td>
                  <td>
                    <span className={outcome === 'refused' ? 'problem' : ''}>
                      {(step.isDone ? w.became : w.becomes)[outcome]}
                    </span>
                    {errors.map((error) => (
                      <p key={`${error.path} ${error.zh}`} className="problem">
                        {w.columns[error.path as 'id'] ? `${w.columns[error.path as 'id']}：` : ''}
                        {say(error)}
                        {error.seen ? ` (${error.seen})` : ''}
                      </p>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
};

type ImportPanelProps = { readonly today: string; readonly onChanged: () => void; readonly onClose: () => void };

export const ImportPanel = ({ today, onChanged, onClose }: ImportPanelProps) => {
  const { w, say } = useStaffPageWords();
  const id = useId();
  const [file, setFile] = useState<{ name: string; read: StaffFile } | undefined>(undefined);
  const [step, setStep] = useState<Step | undefined>(undefined);

  const trying = useMutation({
    mutationFn: async (lines: readonly FileLine[]) => {
      let found = withTwice(lines.map(before));
      const asked = given(found).filter(({ outcome }) => outcome !== 'refused');
      for (const part of parts(asked)) {
        const body = { lines: part.map(({ at }) => at.given) };
        found = withFound(found, part, (await send('/staff/import/preview', { body })).lines);
      }
      return found;
    },
    onSuccess: (lines) => setStep({ lines, isDone: false }),
  });
  const entering = useMutation({
    mutationFn: async (lines: readonly Line[]) => {
      let found: Line[] = lines.map((line) =>
        changes.has(line.outcome) ? { ...line, outcome: 'not-done' as const } : line,
      );
      const asked = given(lines).filter(({ outcome }) => changes.has(outcome));
      // What was entered so far is shown, also when the connection is lost on the way.
      for (const part of parts(asked)) {
        const body = { lines: part.map(({ at, version }) => ({ ...at.given, ifVersion: version })) };
        found = withFound(found, part, (await send('/staff/import', { body })).lines);
        setStep({ lines: found, isDone: true });
        if (found.some(({ outcome }) => outcome === 'refused')) break;
      }
      return found;
    },
    onSettled: onChanged,
  });

  const choose = async (chosen: File | undefined): Promise<void> => {
    setStep(undefined);
    entering.reset();
    trying.reset();
    if (!chosen) return setFile(undefined);
    const read = readStaffFile(new Uint8Array(await chosen.arrayBuffer()));
    setFile({ name: chosen.name, read });
    if ('lines' in read && read.lines.length > 0) trying.mutate(read.lines);
  };

  const count = (outcome: Outcome): number => step?.lines.filter((line) => line.outcome === outcome).length ?? 0;
  const todo = step?.lines.filter(({ outcome }) => changes.has(outcome)).length ?? 0;
  const isFaulty = count('refused') > 0;
  const read = file?.read;
  const isBusy = trying.isPending || entering.isPending;
  return (
    <section className="wb-panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w.importTitle}</h2>
      <p className="hint">{w.importLead}</p>
      <p className="wb-buttons">
        <label className="wb-file">
          {w.importFile}{' '}
          <input
            type="file"
            accept=".csv,.txt,.tsv,text/csv"
            onChange={({ target }) => {
              void choose(target.files?.[0]);
              // The same file, put right, can be chosen again.
              target.value = '';
            }}
          />
        </label>
        <button
          type="button"
          className="wb-button"
          onClick={() => saveFile('staff-template.csv', 'text/csv', templateCsv(today))}
        >
          {w.importTemplate}
        </button>
        <button type="button" className="wb-button" onClick={onClose}>
          {w.importClose}
        </button>
      </p>
      <details>
        <summary>{w.importHow}</summary>
        <p>{w.importHowText}</p>
      </details>
      <div role="status">
        {read && 'wrong' in read && <p className="problem">{say(read.wrong)}</p>}
        {read && 'lines' in read && file && (
          <p>
            {w.importRead(file.name, read.lines.length, read.encoding)}
            {read.lines.length === 0 && ` ${w.importEmpty}`}
          </p>
        )}
        {isBusy && <p>{trying.isPending ? w.importTrying : w.importEntering}</p>}
        {step && !isBusy && (
          <p>
            <strong>
              {outcomes
                .filter((outcome) => count(outcome) > 0)
                .map((outcome) => w.importCount((step.isDone ? w.became : w.becomes)[outcome], count(outcome)))
                .join(w.importAnd)}
            </strong>
          </p>
        )}
      </div>
      {trying.error && <Problem error={trying.error} />}
      {entering.error && <Problem error={entering.error} />}
      {step && !step.isDone && (
        <p className="wb-buttons">
          <button
            type="button"
            className="wb-button wb-primary"
            disabled={isFaulty || todo === 0 || isBusy}
            onClick={() => entering.mutate(step.lines)}
          >
            {w.importDo(todo)}
          </button>
          <span className="hint">{isFaulty ? w.importFaulty : todo === 0 ? w.importNothing : w.importCare}</span>
        </p>
      )}
      {step?.isDone && (isFaulty || count('not-done') > 0 || entering.error) && (
        <p className="problem">{w.importPartly}</p>
      )}
      {step && <Lines step={step} />}
    </section>
  );
};
