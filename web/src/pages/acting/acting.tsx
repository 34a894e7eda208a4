/** Acting for others: whom I let act for me, and for whom I may act. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { read, type Reply, send } from '../../api/api.ts';
import { beginActing, stopActing, useActing } from '../../auth/acting.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Words } from '../../i18n/zh.ts';
import { dateText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

export type Mandate = Reply<'GET', '/mandates'>['held'][number];

const isRelation = (relation: string, names: Words['relations']): relation is keyof Words['relations'] & string =>
  relation in names;

const useMandateWords = () => {
  const { t, language } = useWords();
  const names: Words['relations'] = t('relations', { returnObjects: true });
  return ({ relation, items, validTo, inForce, revokedAt }: Mandate): string =>
    [
      isRelation(relation, names) ? t(`relations.${relation}`) : relation,
      items === 'all' ? t('acting.allItems') : t('acting.someItems', { count: items.length }),
      revokedAt !== undefined
        ? t('acting.revoked')
        : t(inForce ? 'acting.until' : 'acting.ended', { date: dateText(validTo, language) }),
    ].join(' · ');
};

const Held = ({ mandates }: { mandates: readonly Mandate[] }) => {
  const { t } = useWords();
  const [, go] = useLocation();
  const acting = useActing();
  const wordsOf = useMandateWords();
  const begin = ({ id, principalId, principalName = principalId, relation }: Mandate): void => {
    beginActing({ mandateId: id, principal: principalName, relation });
    go('/');
  };
  if (mandates.length === 0) return <p>{t('acting.noneHeld')}</p>;
  return (
    <ul className="list">
      {mandates.map((mandate) => (
        <li key={mandate.id} className="row">
          <span className="row-main">
            <span className="row-title">{mandate.principalName ?? mandate.principalId}</span>
            <span className="row-sub">{wordsOf(mandate)}</span>
          </span>
          {mandate.inForce && acting?.mandateId !== mandate.id && (
            <button type="button" className="button" onClick={() => begin(mandate)}>
              {t('acting.begin')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
};

const Granted = ({ mandates }: { mandates: readonly Mandate[] }) => {
  const { t } = useWords();
  const queries = useQueryClient();
  const wordsOf = useMandateWords();
  const revoke = useMutation({
    mutationFn: (id: string) => send('/mandates/{id}/revoke', { params: { id }, body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['mandates'] }),
  });
  return (
    <>
      {revoke.error && <Failed error={revoke.error} />}
      {mandates.length === 0 ? (
        <p>{t('acting.noneGranted')}</p>
      ) : (
        <ul className="list">
          {mandates.map((mandate) => (
            <li key={mandate.id} className="row">
              <span className="row-main">
                <span className="row-title">{mandate.agentName ?? mandate.agentId}</span>
                <span className="row-sub">{wordsOf(mandate)}</span>
              </span>
              {mandate.inForce && (
                <button
                  type="button"
                  className="button button-quiet"
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate(mandate.id)}
                >
                  {t('acting.revoke')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <Link href="/acting/grant" className="button button-quiet">
        {t('acting.grant')}
      </Link>
    </>
  );
};

const Acting = () => {
  const { t } = useWords();
  const personId = usePersonId();
  const acting = useActing();
  const { data, error, refetch } = useQuery({
    queryKey: ['mandates', personId],
    queryFn: () => read('/mandates'),
    enabled: personId !== undefined,
  });
  if (personId === undefined) return <SignInFirst />;
  return (
    <Page title={t('acting.title')} lead={t('acting.lead')} back={{ to: '/mine', label: t('app.mine') }}>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : (
        <>
          <section aria-labelledby="held">
            <h2 id="held">{t('acting.held')}</h2>
            <Held mandates={data.held} />
            {acting && (
              <button type="button" className="button button-quiet" onClick={stopActing}>
                {t('acting.stop')}
              </button>
            )}
          </section>
          <section aria-labelledby="granted">
            <h2 id="granted">{t('acting.granted')}</h2>
            <Granted mandates={data.granted} />
          </section>
        </>
      )}
    </Page>
  );
};
export default Acting;
