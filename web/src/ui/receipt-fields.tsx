/** The two things that open a request without signing in, as they stand on paper or in a message. */
import { useWords } from '../i18n/i18n.ts';
import { CodeInput } from './code-input.tsx';
import type { Linked } from './linked.ts';

type ReceiptFieldsProps = {
  readonly secretLabel: string;
  readonly secretHint: string;
  readonly problemAt: (field: keyof Linked) => string | undefined;
  readonly typed: Linked;
  readonly onType: (typed: Linked) => void;
};

export const ReceiptFields = ({ secretLabel, secretHint, problemAt, typed, onType }: ReceiptFieldsProps) => {
  const { t } = useWords();
  return (
    <>
      <CodeInput
        id="reference"
        label={t('receipt.reference')}
        hint={t('track.hint')}
        problem={problemAt('reference')}
        longest={16}
        value={typed.reference}
        onChange={(reference) => onType({ ...typed, reference })}
      />
      <CodeInput
        id="secret"
        label={secretLabel}
        hint={secretHint}
        problem={problemAt('secret')}
        longest={24}
        value={typed.secret}
        onChange={(secret) => onType({ ...typed, secret })}
      />
    </>
  );
};
