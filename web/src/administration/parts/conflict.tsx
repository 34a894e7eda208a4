/** Two people changed the same: both values side by side, and which one is to hold. */
import { useFormContext } from 'react-hook-form';
import { useAdministrationWords } from '../words.ts';

export type Shown = { readonly name: string; readonly label: string; readonly show?: (value: unknown) => string };

type ConflictProps = {
  /** What is there now; undefined while it is being read. */
  readonly current: Readonly<Record<string, unknown>> | undefined;
  readonly fields: readonly Shown[];
  readonly onKeep: () => void;
  readonly onTake: () => void;
};

const plain = (value: unknown): string =>
  value === undefined || value === null || value === ''
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

export const Conflict = ({ current, fields, onKeep, onTake }: ConflictProps) => {
  const { w } = useAdministrationWords();
  const { getValues } = useFormContext();
  const typed: Record<string, unknown> = getValues();
  const rows = fields.flatMap(({ name, label, show = plain }) => {
    const [theirs, yours] = [show(current?.[name]), show(typed[name])];
    return theirs === yours ? [] : [{ name, label, theirs, yours }];
  });
  return (
    <div className="wb-changed" role="alert">
      <h3>{w.conflict.title}</h3>
      {current ? (
        <>
          <p>{w.conflict.do}</p>
          <div className="wb-table-frame">
            <table className="wb-table">
              <thead>
                <tr>
                  <th scope="col">{w.conflict.field}</th>
                  <th scope="col">{w.conflict.theirs}</th>
                  <th scope="col">{w.conflict.yours}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ name, label, theirs, yours }) => (
                  <tr key={name}>
                    <th scope="row">{label}</th>
                    <td>{theirs || w.conflict.empty}</td>
                    <td>{yours || w.conflict.empty}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <p className="wb-buttons">
            <button type="button" className="wb-button" onClick={onKeep}>
              {w.conflict.keep}
            </button>
            <button type="button" className="wb-button" onClick={onTake}>
              {w.conflict.take}
            </button>
          </p>
        </>
      ) : (
        <p>{w.conflict.reading}</p>
      )}
    </div>
  );
};
