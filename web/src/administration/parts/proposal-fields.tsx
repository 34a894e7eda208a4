/** What every proposal has: from when it holds, and why. */
import { TextField, WordsField } from './fields.tsx';
import { useProposalWords } from './proposal-words.ts';

export const ProposalFields = ({ today, isDated = true }: { today: string; isDated?: boolean }) => {
  const { w } = useProposalWords();
  return (
    <>
      {isDated && <TextField name="validFrom" type="date" min={today} label={w.validFrom} hint={w.validFromHint} />}
      <WordsField name="reason" label={w.reason} hint={w.reasonHint} />
    </>
  );
};
