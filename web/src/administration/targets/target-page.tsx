/** One target: what holds, what is proposed, every version; proposing a change. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { targetRoutes } from '../../../../contract/routes/target.ts';
import { send } from '../../api/api.ts';
import NotFound from '../../pages/not-found.tsx';
import { dateText } from '../../ui/dates.ts';
import { Failed, Loading } from '../../ui/state.tsx';
import { isOfCity, useAdministrator } from '../me.ts';
import { Page } from '../page.tsx';
import { Conflict } from '../parts/conflict.tsx';
import { DraftPanel } from '../parts/draft-panel.tsx';
import { NumberField, TextField } from '../parts/fields.tsx';
import { Form } from '../parts/form.tsx';
import { useContractForm } from '../parts/use-contract-form.ts';
import { Differences, Versions } from '../parts/versions.tsx';
import {
  compareTargets,
  fromPercent,
  goalText,
  isShare,
  type Target,
  targetsQuery,
  toPercent,
  versionsQuery,
} from './target.ts';
import { useTargetWords } from './words.ts';

/** What the contract takes, but that shares are typed as per cent. */
const schema = targetRoutes.proposeTarget.body;

/** The fields of the form: `goal` as it is typed. */
const typedFrom = (target: Target, ifVersion: number) => {
  const typed = isShare(target) ? toPercent : (value: number): number => value;
  const { urban, rural } = target.goal;
  return { goal: { urban: typed(urban), rural: typed(rural) }, dueOn: target.dueOn, source: target.source, ifVersion };
};

type ChangeProps = {
  readonly target: Target;
  /** What the form begins with: what holds, what is proposed, or a former version. */
  readonly from: Target;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

const Change = ({ target, from, onDone, onClose }: ChangeProps) => {
  const { w, say } = useTargetWords();
  const queries = useQueryClient();
  const initial = typedFrom(from, target.version);
  const share = isShare(target);
  const contract = useContractForm({
    schema,
    initial,
    name: `target.${target.id}`,
    send: ({ goal: { urban, rural }, ...body }) => {
      const stored = share ? fromPercent : (value: number): number => value;
      const goal = { urban: stored(urban), rural: stored(rural) };
      return send('/targets/{id}', { params: { id: target.id }, body: { ...body, goal } });
    },
    onDone,
    onStale: () => void queries.invalidateQueries({ queryKey: targetsQuery.queryKey }),
  });
  const now = typedFrom(target, target.version);
  const show = (value: unknown): string => {
    const { urban, rural } = (value ?? {}) as { urban?: number; rural?: number };
    return [urban, rural].map((each) => `${each ?? ''}${share ? '%' : ''}`).join(' / ');
  };
  const hint = share ? w.percentHint : w.householdsHint;
  return (
    <Form
      label={w.proposing(say(target))}
      form={contract}
      initial={initial}
      send={w.send}
      onClose={onClose}
      conflict={
        contract.isStale && (
          <Conflict
            current={now}
            fields={[
              { name: 'goal', label: `${w.urban} / ${w.rural}`, show },
              { name: 'dueOn', label: w.dueOn },
              { name: 'source', label: w.source },
            ]}
            onKeep={() => contract.onVersion(target.version)}
            onTake={() => contract.begin(now)}
          />
        )
      }
    >
      <div className="wb-pair">
        <NumberField name="goal.urban" label={w.urban} hint={hint} />
        <NumberField name="goal.rural" label={w.rural} hint={hint} />
      </div>
      <TextField name="dueOn" label={w.dueOn} type="date" />
      <TextField name="source" label={w.source} hint={w.sourceHint} />
    </Form>
  );
};

export const TargetPage = ({ id }: { id: string }) => {
  const { w, say, language } = useTargetWords();
  const queries = useQueryClient();
  const administrator = useAdministrator();
  const { data, error, refetch } = useQuery(targetsQuery);
  const { data: history } = useQuery(versionsQuery(id));
  const [from, setFrom] = useState<Target | undefined>(undefined);
  const [done, setDone] = useState('');
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const found = data.targets.find(({ target }) => target.id === id);
  if (!found) return <NotFound />;
  const { target, draft } = found;
  const isCity = isOfCity(administrator);
  const mayPropose = isCity && administrator.role === 'administrator';
  const reload = (): void => void queries.invalidateQueries({ queryKey: targetsQuery.queryKey });
  const facts = [
    [w.urban, goalText(target, 'urban', language)],
    [w.rural, goalText(target, 'rural', language)],
    [w.dueOn, dateText(target.dueOn, language)],
    [w.source, target.source],
  ] as const;
  return (
    <Page title={say(target)} back={{ to: '/administration/targets', label: w.back }}>
      <p role="status" className="ad-done">
        {done}
      </p>
      <section className="wb-panel" aria-labelledby="in-force">
        <h2 id="in-force">{w.inForce}</h2>
        <dl className="wb-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {mayPropose && !draft && !from && (
          <button type="button" className="wb-button" onClick={() => setFrom(target)}>
            {w.propose}
          </button>
        )}
        {!mayPropose && <p className="hint">{w.onlyCity}</p>}
      </section>
      {draft && !from && (
        <DraftPanel
          draft={draft}
          mayApprove={isCity}
          approve={async () => {
            const body = { ifVersion: target.version, proposedAt: draft.proposedAt };
            await send('/targets/{id}/approve', { params: { id }, body });
            setDone(w.approved);
          }}
          withdraw={
            mayPropose
              ? () => send('/targets/{id}/withdraw', { params: { id }, body: { proposedAt: draft.proposedAt } })
              : undefined
          }
          change={mayPropose ? () => setFrom(draft.target) : undefined}
          onSettled={reload}
        >
          <Differences rows={compareTargets(target, draft.target, language)} />
        </DraftPanel>
      )}
      {from && (
        <Change
          target={target}
          from={from}
          onClose={() => setFrom(undefined)}
          onDone={() => {
            setFrom(undefined);
            setDone(w.sent);
            reload();
          }}
        />
      )}
      {history && (
        <Versions
          versions={history.versions.map(({ target: content, ...each }) => ({
            ...each,
            version: content.version,
            content,
          }))}
          compare={(was, is) => compareTargets(was, is, language)}
          restore={mayPropose && !draft && !from ? setFrom : undefined}
        />
      )}
    </Page>
  );
};
export default TargetPage;
