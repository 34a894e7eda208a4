/** An open proposal of the catalogue, an office or the rules: what changes, from when, and the second person's word. */
import type { ReactNode } from 'react';
import { type Reply, send } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { differenceRows } from './difference-rows.ts';
import { DraftPanel } from './draft-panel.tsx';
import { useProposalWords } from './proposal-words.ts';
import { Differences } from './versions.tsx';

export type OpenProposal = Reply<'GET', '/proposals/{kind}/{subject}'>;

type ProposalPanelProps = {
  readonly proposal: OpenProposal;
  readonly onDone: (said: string) => void;
  readonly onSettled: () => void;
  /** What it would do, worked out here and now. */
  readonly children?: ReactNode;
};

export const ProposalPanel = ({ proposal, onDone, onSettled, children }: ProposalPanelProps) => {
  const { w, language } = useProposalWords();
  const { id, subject, change, isStale } = proposal;
  const params = { kind: change.kind, subject };
  return (
    <DraftPanel
      draft={{ proposedAt: proposal.proposedAt, proposedByMe: proposal.isMine, proposedBy: proposal.proposedBy }}
      mayApprove={proposal.mayApprove && !isStale}
      approve={async () => {
        const { validFrom } = await send('/proposals/{kind}/{subject}/approve', { params, body: { id } });
        onDone(w.approvedFrom(dateText(validFrom, language)));
      }}
      withdraw={async () => {
        await send('/proposals/{kind}/{subject}/withdraw', { params, body: { id } });
        onDone(w.withdrawn);
      }}
      onSettled={onSettled}
      begins={w.begins(dateText(proposal.validFrom, language))}
    >
      <p>{w.waits}</p>
      {isStale && <p className="problem">{w.stale}</p>}
      <dl className="wb-facts">
        <div>
          <dt>{w.reason}</dt>
          <dd>{proposal.reason}</dd>
        </div>
        <div>
          <dt>{w.validFrom}</dt>
          <dd>{dateText(proposal.validFrom, language)}</dd>
        </div>
      </dl>
      <h3>{w.differences}</h3>
      <Differences rows={differenceRows(proposal.differences, language)} />
      {children}
    </DraftPanel>
  );
};
