/** Inhabitants, households and workers of a region and of those right below it, entered row by row. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { levelOf, parentOf, within } from '../../../../domain/region.ts';
import { targetRoutes } from '../../../../contract/routes/target.ts';
import { read, type Reply, send } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { NumberField, TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { useContractForm } from '../parts/use-contract-form.ts';
import { useFactWords } from './words.ts';

type Row = Reply<'GET', '/performance/{regionCode}/facts'>['regions'][number];

const factsQuery = (regionCode: string) => ({
  queryKey: ['facts', regionCode],
  queryFn: () => read('/performance/{regionCode}/facts', { params: { regionCode } }),
});

const Enter = ({ row, onDone, onClose }: { row: Row; onDone: () => void; onClose: () => void }) => {
  const { w } = useFactWords();
  const { facts } = row;
  const initial = {
    population: facts?.population ?? '',
    households: facts?.households ?? '',
    workers: facts?.workers ?? '',
    asOf: facts?.asOf ?? '',
    source: facts?.source ?? '',
  };
  const contract = useContractForm({
    schema: targetRoutes.saveRegionFacts.body,
    initial,
    name: `facts.${row.code}`,
    send: (body) => send('/performance/{regionCode}/facts', { params: { regionCode: row.code }, body }),
    onDone,
  });
  return (
    <Form label={w.entering(row.name)} form={contract} initial={initial} send={w.enter} onClose={onClose}>
      <div className="wb-pair">
        <NumberField name="population" label={w.population} step={1} optional />
        <NumberField name="households" label={w.households} step={1} optional />
        <NumberField name="workers" label={w.workers} step={1} optional />
      </div>
      <TextField name="asOf" label={w.asOf} type="date" />
      <TextField name="source" label={w.source} hint={w.sourceHint} />
    </Form>
  );
};

const Facts = () => {
  const { w, language } = useFactWords();
  const { regionCode: own } = useAdministrator();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const asked = search.get('region') ?? own;
  const regionCode = /^\d{12}$/.test(asked) && within(asked, own) ? asked : own;
  const { data, error, refetch } = useQuery(factsQuery(regionCode));
  const [entered, setEntered] = useState<Row | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const [here] = data.regions;
  const parent = regionCode === own ? undefined : parentOf(regionCode);
  const hrefOf = (code: string): string => `/administration/facts?region=${code}`;
  const columns = ['population', 'households', 'workers'] as const;
  return (
    <Page title={w.title} lead={w.lead}>
      <p role="status" className="ad-done">
        {done}
      </p>
      {parent && (
        <p>
          <Link href={hrefOf(parent)}>{w.up}</Link>
        </p>
      )}
      {entered && (
        <Enter
          key={entered.code}
          row={entered}
          onClose={() => setEntered(undefined)}
          onDone={() => {
            setDone(w.saved(entered.name));
            setEntered(undefined);
            void queries.invalidateQueries({ queryKey: ['facts'] });
          }}
        />
      )}
      <div className="wb-table-frame">
        <table className="wb-table" aria-label={w.list(here?.name ?? '')}>
          <thead>
            <tr>
              <th scope="col">{w.region}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {w[name]}
                </th>
              ))}
              <th scope="col">{w.asOf}</th>
              <th scope="col">{w.source}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data.regions.map((row, i) => (
              <tr key={row.code}>
                <th scope="row">
                  {i === 0 || levelOf(row.code) === 4 ? row.name : <Link href={hrefOf(row.code)}>{row.name}</Link>}
                </th>
                {columns.map((name) => (
                  <td key={name}>{row.facts?.[name]?.toLocaleString('en') ?? '—'}</td>
                ))}
                <td>{row.facts ? dateText(row.facts.asOf, language) : w.none}</td>
                <td className="wb-item">{row.facts?.source}</td>
                <td>
                  <button
                    type="button"
                    className="wb-button"
                    aria-label={`${row.facts ? w.change : w.enter}：${row.name}`}
                    onClick={() => {
                      setDone('');
                      setEntered(row);
                    }}
                  >
                    {row.facts ? w.change : w.enter}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  );
};
export default Facts;
