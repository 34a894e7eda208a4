/** Letting somebody act for me: who, in which relation, for what, until when. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { Grant as GrantBody } from '../../../../domain/mandate.ts';
import { read, send } from '../../api/api.ts';
import { failureIn } from '../../api/failure.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

const relations = [
  'spouse',
  'child',
  'parent',
  'guardian',
  'neighbour',
  'other',
] as const satisfies GrantBody['relation'][];

/** A year from today, as a date field writes it. */
const inAYear = (): string => {
  const day = new Date(Date.now() + 365 * 24 * 3_600_000 + 8 * 3_600_000);
  return day.toISOString().slice(0, 10);
};

const Grant = () => {
  const { t, say } = useWords();
  const [, go] = useLocation();
  const personId = usePersonId();
  const queries = useQueryClient();
  const failureWords = useFailureWords();
  const { data: catalogue } = useQuery({ queryKey: ['items'], queryFn: () => read('/catalogue/items') });
  const [agentId, setAgentId] = useState('');
  const [relation, setRelation] = useState<GrantBody['relation']>('child');
  const [all, setAll] = useState(false);
  const [items, setItems] = useState<readonly string[]>([]);
  const [validTo, setValidTo] = useState(inAYear());
  const [problem, setProblem] = useState('');
  const grant = useMutation({
    mutationFn: (body: GrantBody) => send('/mandates', { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mandates'] });
      go('/acting');
    },
  });
  if (personId === undefined) return <SignInFirst />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const missing =
      agentId.trim() === '' ? t('acting.agentMissing') : !all && items.length === 0 ? t('acting.itemsMissing') : '';
    setProblem(missing);
    if (missing === '') grant.mutate({ agentId: agentId.trim(), relation, items: all ? 'all' : [...items], validTo });
  };
  const found = grant.error ? failureIn(grant.error) : undefined;
  const told = found?.kind === 'refused' ? (found.problem.errors ?? []).map(say) : [];
  const message = problem || told.join(' ') || (grant.error ? failureWords(grant.error).detail : '');
  return (
    <Page title={t('acting.grant')} lead={t('acting.grantLead')} back={{ to: '/acting', label: t('acting.title') }}>
      <form className="form" noValidate onSubmit={submit}>
        {message !== '' && (
          <p className="problems" role="alert">
            {message}
          </p>
        )}
        <div className="question">
          <label htmlFor="agent" className="label">
            {t('acting.agent')}
          </label>
          <p id="agent-hint" className="hint">
            {t('acting.agentHint')}
          </p>
          <input
            id="agent"
            className="input"
            autoComplete="off"
            spellCheck={false}
            aria-describedby="agent-hint"
            value={agentId}
            onChange={({ target }) => setAgentId(target.value)}
          />
        </div>
        <fieldset className="question">
          <legend className="label">{t('acting.relation')}</legend>
          <div className="choices choices-flow">
            {relations.map((each) => (
              <label key={each} className="choice">
                <input type="radio" name="relation" checked={relation === each} onChange={() => setRelation(each)} />
                <span>{t(`relations.${each}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset className="question">
          <legend className="label">{t('acting.items')}</legend>
          <label className="choice">
            <input type="checkbox" checked={all} onChange={({ target }) => setAll(target.checked)} />
            <span>{t('acting.allItems')}</span>
          </label>
          {!all && (
            <div className="choices scroll" tabIndex={0} role="group" aria-label={t('acting.items')}>
              {catalogue?.items.map((item) => (
                <label key={item.id} className="choice">
                  <input
                    type="checkbox"
                    checked={items.includes(item.id)}
                    onChange={({ target }) =>
                      setItems(target.checked ? [...items, item.id] : items.filter((id) => id !== item.id))
                    }
                  />
                  <span>{say(item)}</span>
                </label>
              ))}
            </div>
          )}
        </fieldset>
        <div className="question">
          <label htmlFor="valid-to" className="label">
            {t('acting.validTo')}
          </label>
          <input
            id="valid-to"
            className="input"
            type="date"
            value={validTo}
            onChange={({ target }) => setValidTo(target.value)}
          />
        </div>
        <p>{t('acting.grantNote')}</p>
        <button type="submit" className="button button-wide" disabled={grant.isPending}>
          {t('acting.grantButton')}
        </button>
      </form>
    </Page>
  );
};
export default Grant;
