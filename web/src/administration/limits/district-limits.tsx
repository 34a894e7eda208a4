/** The limits of one district beside those of the city: what holds, what is proposed, every version. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DistrictLimits as Limits } from '../../../../domain/ticket/district-rules.ts';
import { read } from '../../api/api.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { Page } from '../page.tsx';
import { DatedVersions } from '../parts/dated-versions.tsx';
import { partName } from '../parts/part-names.ts';
import { ProposalPanel } from '../parts/proposal-panel.tsx';
import { useProposalWords } from '../parts/proposal-words.ts';
import { useToday } from '../parts/use-today.ts';
import type { DistrictRules } from './district.ts';
import { DistrictForm } from './district-form.tsx';
import { DistrictPreview } from './district-preview.tsx';
import { limitText, steps, windows } from './limit-field.tsx';
import { useLimitWords } from './words.ts';

const Beside = ({ city, limits }: Pick<DistrictRules, 'city' | 'limits'>) => {
  const { w, language } = useLimitWords();
  return (
    <div className="wb-table-frame" role="group" aria-label={w.inForce} tabIndex={0}>
      <table className="wb-table">
        <thead>
          <tr>
            <th scope="col">{w.limit}</th>
            <th scope="col">{w.wholeCity}</th>
            <th scope="col">{w.here}</th>
          </tr>
        </thead>
        <tbody>
          {[...steps, ...windows].map((name) => {
            const own = limits[name];
            return (
              <tr key={name}>
                <th scope="row">{partName(name, language)}</th>
                <td>{limitText(city[name], language)}</td>
                <td>{own ? <strong>{limitText(own, language)}</strong> : <span className="hint">{w.same}</span>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};

const DistrictLimits = ({ code }: { code: string }) => {
  const { w, say } = useLimitWords();
  const { w: said } = useProposalWords();
  const queries = useQueryClient();
  const today = useToday();
  const params = { district: code };
  const { data, error, refetch } = useQuery({
    queryKey: ['district-rules', code],
    queryFn: () => read('/rules/districts/{district}', { params }),
    retry: false,
  });
  const [from, setFrom] = useState<Limits | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data || today === undefined) return <Loading />;
  const { city, limits, versions, proposal } = data;
  const mayPropose = data.mayPropose && !proposal && !from;
  const begin = (values: Limits): void => {
    setDone('');
    setFrom(values);
  };
  const reload = (): void => void queries.invalidateQueries({ queryKey: ['district-rules'] });
  const proposed = proposal?.change.kind === 'district-rules' ? proposal.change.limits : undefined;
  const versionOf = (version: number) =>
    read('/rules/districts/{district}/versions/{version}', { params: { ...params, version: String(version) } });
  return (
    <Page title={w.titleIn(say(data))} lead={w.leadIn} back={{ to: '/administration/limits', label: w.back }}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {!from && (
        <section className="wb-panel" aria-labelledby="in-force">
          <h2 id="in-force">{w.inForce}</h2>
          <Beside city={city} limits={limits} />
          {mayPropose && (
            <p className="wb-buttons">
              <button type="button" className="wb-button" onClick={() => begin(limits)}>
                {w.change}
              </button>
              {Object.keys(limits).length > 0 && (
                <button type="button" className="wb-button" onClick={() => begin({})}>
                  {w.asCity}
                </button>
              )}
            </p>
          )}
          {!data.mayPropose && <p className="hint">{w.onlyDistrict}</p>}
        </section>
      )}
      {proposal && (
        <ProposalPanel proposal={proposal} onDone={setDone} onSettled={reload}>
          {proposed && <DistrictPreview district={code} limits={proposed} />}
        </ProposalPanel>
      )}
      {from && (
        <DistrictForm
          district={data}
          from={from}
          today={today}
          onClose={() => setFrom(undefined)}
          onDone={() => {
            setFrom(undefined);
            setDone(said.proposed);
            reload();
          }}
        />
      )}
      {versions.length > 0 ? (
        <DatedVersions
          versions={versions}
          name={`district-rules ${code}`}
          first={w.againstCity}
          compare={async (version) => (await versionOf(version)).differences}
          restore={mayPropose ? (version) => void versionOf(version).then((former) => begin(former.limits)) : undefined}
        />
      ) : (
        <p className="hint">{w.noVersions}</p>
      )}
    </Page>
  );
};
export default DistrictLimits;
