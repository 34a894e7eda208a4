/** A text to write, with what is written often at hand. */
import { useState } from 'react';
import { useWorker } from '../me.ts';
import { useStaffWords } from '../words.ts';
import type { ActionName } from '../../../../domain/ticket/actions.ts';
import type { FieldName } from './action-fields.ts';
import { usePhrases } from './phrases.ts';

type WordsInputProps = {
  readonly id: string;
  readonly action: ActionName;
  readonly name: FieldName;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly described: object;
};

export const WordsInput = ({ id, action, name, value, onChange, described }: WordsInputProps) => {
  const { w, language } = useStaffWords();
  const { id: workerId, officeId } = useWorker();
  const { phrases, keep } = usePhrases(officeId ?? workerId, `${action}.${name}`, language);
  const [isKept, setIsKept] = useState(false);
  const isNew = value.trim().length > 3 && !phrases.includes(value.trim());
  return (
    <>
      <textarea
        id={id}
        rows={3}
        value={value}
        onChange={({ target }) => {
          setIsKept(false);
          onChange(target.value);
        }}
        {...described}
      />
      <span className="wb-phrases">
        {phrases.length > 0 && (
          <select
            aria-label={`${w.act.template}：${w.fields[name]}`}
            value=""
            onChange={({ target }) => onChange([value.trim(), target.value].filter((each) => each !== '').join('\n'))}
          >
            <option value="">{w.act.pickTemplate}</option>
            {phrases.map((phrase) => (
              <option key={phrase} value={phrase}>
                {phrase}
              </option>
            ))}
          </select>
        )}
        {isNew && (
          <button
            type="button"
            className="link-button"
            onClick={() => {
              keep(value.trim());
              setIsKept(true);
            }}
          >
            {w.act.saveTemplate}
          </button>
        )}
        <span role="status" className="hint">
          {isKept && w.act.savedTemplate}
        </span>
      </span>
    </>
  );
};
