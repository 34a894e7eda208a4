/** What the service refused, in plain words, with what is wrong in it. */
import { failureIn } from '../../api/failure.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { useAdministrationWords } from '../words.ts';

export const Problem = ({ error }: { error: unknown }) => {
  const { say } = useAdministrationWords();
  const { title, detail } = useFailureWords()(error);
  const found = failureIn(error);
  const lines = found.kind === 'refused' ? (found.problem.errors ?? []) : [];
  return (
    <div className="problem" role="alert">
      <p>
        <strong>{title}</strong> {detail}
      </p>
      {lines.length > 0 && (
        <ul>
          {lines.map((line) => (
            <li key={`${line.path} ${line.code} ${line.seen ?? ''} ${line.zh}`}>{say(line)}</li>
          ))}
        </ul>
      )}
    </div>
  );
};
