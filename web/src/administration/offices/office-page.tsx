/** One office: where it sits, what it answers for and since when, what is proposed, every version; and the changes. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { within } from '../../../../domain/region.ts';
import { read } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { DatedVersions } from '../parts/dated-versions.tsx';
import { ProposalPanel } from '../parts/proposal-panel.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useToday } from '../parts/use-today.ts';
import { ChangeForm, type Kind } from './change-form.tsx';
import { RoutingPreview } from './routing-preview.tsx';
import { useOfficeWords } from './words.ts';

const back = '/administration/offices';

export const OfficePage = ({ id }: { id: string }) => {
  const { w, t, say, language } = useOfficeWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const { role, regionCode } = useAdministrator();
  const today = useToday();
  const { data, error, refetch } = useQuery({
    queryKey: ['office', id],
    queryFn: () => read('/offices/{id}', { params: { id } }),
  });
  const [kind, setKind] = useState<Kind | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || today === undefined) return <Loading />;
  const { proposal } = data;
  const mayPropose = role === 'administrator' && within(data.regionCode, regionCode);
  const nameOf = new Map(data.regions.map(({ code, name }) => [code, name]));
  const reload = (): void => {
    void queries.invalidateQueries({ queryKey: ['office', id] });
    void queries.invalidateQueries({ queryKey: ['offices'] });
  };
  return (
    <Page title={say(data)} back={{ to: back, label: w.back }}>
      <p role="status" className="ad-done">
        {done}
      </p>
      <section className="wb-panel" aria-labelledby="answers-for">
        <p>
          {t(`departments.${data.department}`)} · {w.kinds[data.kind]} · <code>{data.id}</code>
          {data.staff !== null && <> · {w.staff(data.staff)}</>}
        </p>
        <h2 id="answers-for">{w.answersFor}</h2>
        <ul>
          {data.answersFor.map((each) => (
            <li key={`${each.regionCode} ${each.validFrom}`}>
              {nameOf.get(each.regionCode) ?? ''} <code>{each.regionCode}</code>{' '}
              <span className="hint">
                {w.since(dateText(each.validFrom, language), each.validTo ? dateText(each.validTo, language) : '')}
              </span>
            </li>
          ))}
        </ul>
        {mayPropose && !proposal && !kind && (
          <p className="wb-buttons">
            {(['rename', 'move', 'end'] as const).map((each) => (
              <button key={each} type="button" className="wb-button" onClick={() => setKind(each)}>
                {w[each]}
              </button>
            ))}
          </p>
        )}
        {!mayPropose && <p className="hint">{w.onlyOf}</p>}
      </section>
      {proposal && (
        <ProposalPanel proposal={proposal} onDone={setDone} onSettled={reload}>
          {proposal.change.kind === 'office' && <RoutingPreview change={proposal.change.change} />}
        </ProposalPanel>
      )}
      {kind && (
        <ChangeForm
          key={kind}
          kind={kind}
          office={data}
          today={today}
          onClose={() => setKind(undefined)}
          onDone={() => {
            setKind(undefined);
            setDone(said.proposed);
            reload();
          }}
        />
      )}
      {data.versions.length > 0 && <DatedVersions versions={data.versions} name={id} />}
    </Page>
  );
};
export default OfficePage;

/** A new office has no page yet: what is proposed stands with what waits, on the overview. */
export const OpenOffice = () => {
  const { w } = useOfficeWords();
  const { w: said } = useProposalWords();
  const today = useToday();
  const [, go] = useLocation();
  const [done, setDone] = useState('');
  if (today === undefined) return <Loading />;
  return (
    <Page title={w.open} lead={w.lead} back={{ to: back, label: w.back }}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {!done && <ChangeForm kind="open" today={today} onClose={() => go(back)} onDone={() => setDone(said.proposed)} />}
    </Page>
  );
};
