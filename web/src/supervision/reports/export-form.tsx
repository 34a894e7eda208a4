/** A form whose answer is a file: it says how far it is, and can be stopped between two parts. */
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useFailureWords } from '../../ui/state.tsx';
import { useSupervisionWords } from '../words.ts';
import { download, type Format, type Progress } from './download.ts';

type ExportFormProps = {
  readonly title: string;
  readonly lead: string;
  /** Where the file is, in this format. */
  readonly addressOf: (format: Format) => string;
  /** What stands in the way, in words. */
  readonly problem?: string | undefined;
  readonly children: ReactNode;
};

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly progress: Progress }
  | { readonly is: 'done'; readonly parts: number; readonly stopped: boolean }
  | { readonly is: 'failed'; readonly error: unknown };

export const ExportForm = ({ title, lead, addressOf, problem, children }: ExportFormProps) => {
  const { s } = useSupervisionWords();
  const failureWords = useFailureWords();
  const [format, setFormat] = useState<Format>('xlsx');
  const [state, setState] = useState<State>({ is: 'idle' });
  const stopped = useRef(false);
  const run = async (): Promise<void> => {
    stopped.current = false;
    setState({ is: 'running', progress: { parts: 0, bytes: 0 } });
    try {
      const parts = await download(addressOf(format), format, (progress) => {
        setState({ is: 'running', progress });
        return !stopped.current;
      });
      setState({ is: 'done', parts, stopped: stopped.current });
    } catch (error) {
      setState({ is: 'failed', error });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!problem && state.is !== 'running') void run();
  };
  return (
    <form className="wb-panel sv-export" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      <p className="hint">{lead}</p>
      <div className="wb-pair">
        {children}
        <label>
          {s.reports.format}
          <select value={format} onChange={({ target }) => setFormat(target.value as Format)}>
            <option value="xlsx">Excel (XLSX)</option>
            <option value="csv">CSV</option>
          </select>
        </label>
      </div>
      {problem && <p className="problem">{problem}</p>}
      <p className="wb-buttons">
        <button
          type="submit"
          className="wb-button wb-primary"
          disabled={problem !== undefined || state.is === 'running'}
        >
          {s.reports.download}
        </button>
        {state.is === 'running' && (
          <button type="button" className="wb-button" onClick={() => (stopped.current = true)}>
            {s.reports.stop}
          </button>
        )}
        <span role="status">
          {state.is === 'running' && s.reports.progress(state.progress.parts, Math.ceil(state.progress.bytes / 1024))}
          {state.is === 'done' && (state.stopped ? s.reports.stopped(state.parts) : s.reports.done(state.parts))}
        </span>
      </p>
      {state.is === 'failed' && (
        <p className="problem" role="alert">
          {failureWords(state.error).title}：{failureWords(state.error).detail}
        </p>
      )}
    </form>
  );
};
