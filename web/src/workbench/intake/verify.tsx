/** The card in the clerk's hand and the person before them are compared; then the file, and their account, are theirs. */
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { send } from '../../api/api.ts';
import { refusalIn } from '../../api/failure.ts';
import { useFailureWords } from '../../ui/state.tsx';
import { type Resident, searchResidents } from '../api.ts';
import { useStaffWords } from '../words.ts';

type VerifyProps = { readonly onDone: (resident: Resident) => void; readonly onClose: () => void };

export const Verify = ({ onDone, onClose }: VerifyProps) => {
  const { w } = useStaffWords();
  const failureWords = useFailureWords();
  const [idNumber, setIdNumber] = useState('');
  const [code, setCode] = useState('');
  const [isCompared, setIsCompared] = useState(false);
  const [replaceAccount, setReplaceAccount] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const verify = useMutation({
    mutationFn: async () => {
      await send('/residents/verify', {
        body: { idNumber: idNumber.trim(), ...(code.trim() ? { code: code.trim() } : {}), replaceAccount },
      });
      return searchResidents('id-card', idNumber.trim());
    },
    onSuccess: ({ residents: [resident] }) => resident && onDone(resident),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing = !isCompared || idNumber.trim() === '';
    setIsMissing(missing);
    if (!missing && !verify.isPending) verify.mutate();
  };
  return (
    <form
      className="wb-form"
      noValidate
      aria-label={w.verify.open}
      onSubmit={submit}
      onKeyDown={({ key }) => key === 'Escape' && onClose()}
    >
      {isMissing && (
        <p className="problem" role="alert">
          {w.verify.missing}
        </p>
      )}
      {verify.error && (
        <p className="problem" role="alert">
          {failureWords(verify.error).detail}
        </p>
      )}
      <div className="wb-pair">
        <label className="wb-field">
          {w.verify.idNumber}
          <input autoComplete="off" value={idNumber} onChange={({ target }) => setIdNumber(target.value)} />
        </label>
        <label className="wb-field">
          {w.verify.code}
          <input
            autoComplete="off"
            maxLength={12}
            value={code}
            onChange={({ target }) => setCode(target.value.toUpperCase())}
          />
        </label>
      </div>
      <label className="wb-check">
        <input type="checkbox" checked={isCompared} onChange={({ target }) => setIsCompared(target.checked)} />
        {w.verify.compared}
      </label>
      {(replaceAccount || refusalIn(verify.error) === 'wrong-state') && (
        <label className="wb-check">
          <input
            type="checkbox"
            checked={replaceAccount}
            onChange={({ target }) => setReplaceAccount(target.checked)}
          />
          {w.verify.replace}
        </label>
      )}
      <p className="wb-buttons">
        <button type="submit" className="wb-button wb-primary" disabled={verify.isPending}>
          {w.verify.send}
        </button>
        <button type="button" className="wb-button" onClick={onClose}>
          {w.cancel}
        </button>
      </p>
    </form>
  );
};
