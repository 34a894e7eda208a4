/** One proposal by itself: also of what does not exist yet, and so has no page of its own. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ProposalKind } from '../../../../domain/proposal.ts';
import { read, send } from '../../api/api.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { ItemPreview } from '../catalogue/item-preview.tsx';
import { DistrictPreview } from '../limits/district-preview.tsx';
import { RoutingPreview } from '../offices/routing-preview.tsx';
import { Page } from '../page.tsx';
import { ClockPreview } from '../parts/clock-preview.tsx';
import { type OpenProposal, ProposalPanel } from '../parts/proposal-panel.tsx';
import { useAdministrationWords } from '../words.ts';

export const Consequences = ({ change }: { change: OpenProposal['change'] }) => {
  if (change.kind === 'office') return <RoutingPreview change={change.change} />;
  if (change.kind === 'item') return <ItemPreview item={change.item} />;
  if (change.kind === 'district-rules') return <DistrictPreview {...change} />;
  const { rules } = change;
  return (
    <ClockPreview
      ask={(cursor) => send('/rules/preview', { body: { rules, ...(cursor === undefined ? {} : { cursor }) } })}
    />
  );
};

const ProposalPage = ({ kind, subject }: { kind: ProposalKind; subject: string }) => {
  const { w, say } = useAdministrationWords();
  const queries = useQueryClient();
  const queryKey = ['proposal', kind, subject];
  const [done, setDone] = useState('');
  const isDecided = useRef(false);
  const { data, error, refetch } = useQuery({
    queryKey,
    // What was decided is no proposal any more.
    enabled: done === '',
    queryFn: () => read('/proposals/{kind}/{subject}', { params: { kind, subject } }),
    retry: false,
  });
  const decided = (words: string): void => {
    isDecided.current = true;
    setDone(words);
  };
  const back = { to: '/administration', label: w.overview.title };
  if (done)
    return (
      <Page title={w.draft.title} back={back}>
        <p role="status" className="ad-done">
          {done}
        </p>
      </Page>
    );
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Page title={say(data)} back={back}>
      <ProposalPanel
        proposal={data}
        onDone={decided}
        onSettled={() => {
          if (!isDecided.current) void queries.invalidateQueries({ queryKey });
        }}
      >
        <Consequences change={data.change} />
      </ProposalPanel>
    </Page>
  );
};
export default ProposalPage;
