/** What one person proposed and another confirms: by whom, when, what, and the buttons of whoever looks at it. */
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { momentText } from '../../ui/dates.ts';
import { useAdministrationWords } from '../words.ts';
import { Confirm } from './confirm.tsx';

export type Draft = {
  readonly proposedAt: string;
  readonly proposedByMe: boolean;
  readonly proposedBy?: { readonly zh: string; readonly en: string } | null;
  readonly revision?: number;
};

type DraftPanelProps = {
  readonly draft: Draft;
  readonly mayApprove: boolean;
  readonly approve: () => Promise<unknown>;
  readonly withdraw?: (() => Promise<unknown>) | undefined;
  /** Opens the form with the proposal in it. */
  readonly change?: (() => void) | undefined;
  /** Also once a refusal was read and closed: mostly it means that something has changed. */
  readonly onSettled: () => void;
  /** What will follow, asked once more before it is confirmed. */
  readonly consequences?: ReactNode;
  /** From when it holds, where that is not the very moment. */
  readonly begins?: string;
  readonly children: ReactNode;
};

export const DraftPanel = (props: DraftPanelProps) => {
  const { draft, mayApprove, approve, withdraw, change, onSettled, consequences, begins, children } = props;
  const { w, say, language } = useAdministrationWords();
  const id = useId();
  /** What is asked, about the proposal as it stood then: another one that arrives meanwhile is not confirmed by it. */
  const [asks, setAsks] = useState<{ what: 'approve' | 'withdraw'; run: () => Promise<unknown> } | undefined>(
    undefined,
  );
  const acting = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSuccess: () => {
      setAsks(undefined);
      onSettled();
    },
  });
  // Read anew only now: a proposal that is gone would take its own refusal off the screen.
  const close = (): void => {
    setAsks(undefined);
    if (acting.isError) onSettled();
  };
  const ask = (what: 'approve' | 'withdraw'): void => {
    acting.reset();
    setAsks({ what, run: what === 'approve' ? approve : async () => withdraw?.() });
  };
  const who = draft.proposedByMe ? w.draft.me : draft.proposedBy ? say(draft.proposedBy) : w.draft.other;
  return (
    <section className="wb-panel ad-draft" aria-labelledby={id}>
      <h2 id={id}>
        {w.draft.title}
        {draft.revision !== undefined && <span className="tag"> {w.draft.revision(draft.revision)}</span>}
      </h2>
      <p className="hint">{w.draft.by(who, momentText(draft.proposedAt, language))}</p>
      {children}
      {draft.proposedByMe && <p className="ad-note">{w.draft.ownCase}</p>}
      {!draft.proposedByMe && !mayApprove && <p className="ad-note">{w.draft.noRight}</p>}
      <p className="wb-buttons">
        {!draft.proposedByMe && mayApprove && (
          <button type="button" className="wb-button wb-primary" onClick={() => ask('approve')}>
            {w.draft.approve}
          </button>
        )}
        {change && (
          <button type="button" className="wb-button" onClick={change}>
            {w.draft.change}
          </button>
        )}
        {withdraw && (
          <button type="button" className="wb-button" onClick={() => ask('withdraw')}>
            {w.draft.withdraw}
          </button>
        )}
      </p>
      {asks && (
        <Confirm
          title={asks.what === 'approve' ? w.draft.approve : w.draft.withdraw}
          act={asks.what === 'approve' ? w.draft.approve : w.draft.withdraw}
          isSending={acting.isPending}
          error={acting.error}
          onConfirm={() => acting.mutate(asks.run)}
          onClose={close}
        >
          <p>{asks.what === 'approve' ? (begins ?? w.draft.approveAsk) : w.draft.withdrawAsk}</p>
          {asks.what === 'approve' && consequences}
        </Confirm>
      )}
    </section>
  );
};
