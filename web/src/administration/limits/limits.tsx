/** Limits, windows and alarms of the city: what holds, what is proposed, every version. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeableRules } from '../../../../domain/ticket/rules.ts';
import { read, send } from '../../api/api.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { isOfCity, useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { ClockPreview } from '../parts/clock-preview.tsx';
import { DatedVersions } from '../parts/dated-versions.tsx';
import { partName } from '../parts/part-names.ts';
import { ProposalPanel } from '../parts/proposal-panel.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useToday } from '../parts/use-today.ts';
import { Districts } from './districts.tsx';
import { limitText } from './limit-field.tsx';
import { RulesForm } from './rules-form.tsx';
import { useLimitWords } from './words.ts';

const Limits = () => {
  const { w, language } = useLimitWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const administrator = useAdministrator();
  const today = useToday();
  const { data, error, refetch } = useQuery({ queryKey: ['rules'], queryFn: () => read('/rules') });
  const [from, setFrom] = useState<ChangeableRules | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || today === undefined) return <Loading />;
  const { rules, newest, versions, proposal } = data;
  const mayPropose = administrator.role === 'administrator' && isOfCity(administrator);
  const reload = (): void => void queries.invalidateQueries({ queryKey: ['rules'] });
  const proposed = proposal?.change.kind === 'rules' ? proposal.change.rules : undefined;
  return (
    <Page title={w.title} lead={w.lead}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {!from && (
        <section className="wb-panel" aria-labelledby="in-force">
          <h2 id="in-force">{w.inForce}</h2>
          <dl className="wb-facts">
            {Object.entries({ ...rules.limits, explanation: rules.cards.explanation }).map(([name, limit]) => (
              <div key={name}>
                <dt>{partName(name, language)}</dt>
                <dd>{limitText(limit, language)}</dd>
              </div>
            ))}
          </dl>
          {mayPropose && !proposal && (
            <button type="button" className="wb-button" onClick={() => setFrom(rules)}>
              {w.change}
            </button>
          )}
          {!mayPropose && <p className="hint">{w.onlyCity}</p>}
        </section>
      )}
      {proposal && (
        <ProposalPanel proposal={proposal} onDone={setDone} onSettled={reload}>
          {proposed && (
            <ClockPreview
              ask={(cursor) =>
                send('/rules/preview', { body: { rules: proposed, ...(cursor === undefined ? {} : { cursor }) } })
              }
            />
          )}
        </ProposalPanel>
      )}
      {from && (
        <RulesForm
          rules={rules}
          from={from}
          newest={newest}
          today={today}
          onClose={() => setFrom(undefined)}
          onDone={() => {
            setFrom(undefined);
            setDone(said.proposed);
            reload();
          }}
        />
      )}
      {!from && <Districts />}
      <DatedVersions
        versions={versions}
        name="rules"
        compare={async (version) =>
          (await read('/rules/versions/{version}', { params: { version: String(version) } })).differences
        }
        restore={
          mayPropose && !proposal && !from
            ? (version) =>
                void read('/rules/versions/{version}', { params: { version: String(version) } }).then((former) =>
                  setFrom(former.rules),
                )
            : undefined
        }
      />
    </Page>
  );
};
export default Limits;
