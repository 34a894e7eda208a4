/** The papers in my file: where each comes from, who checked it, how long it is good, where it was used; and out with it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { read, type Reply, send } from '../../api/api.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { KeptFacts } from '../../papers/kept-offer.tsx';
import { dayText } from '../../ui/dates.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, HomeLink, Loading, useFailureWords } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

type Kept = Reply<'GET', '/me/papers'>['papers'][number];

const Remove = ({ paper, onRemoved }: { paper: Kept; onRemoved: () => void }) => {
  const { t, say } = useWords();
  const failureWords = useFailureWords();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => send('/me/papers/{id}/remove', { params: { id: paper.id }, body: {} }),
    onSuccess: onRemoved,
  });
  if (!isAsking)
    return (
      <button
        type="button"
        className="link-button"
        aria-label={t('kept.removeOf', { name: say(paper.materialName) })}
        onClick={() => setIsAsking(true)}
      >
        {t('kept.remove')}
      </button>
    );
  return (
    <div role="group" aria-label={t('kept.removeOf', { name: say(paper.materialName) })}>
      <p>{t('kept.removeSure')}</p>
      {remove.error && (
        <p className="problem" role="alert">
          {failureWords(remove.error).detail}
        </p>
      )}
      <p className="actions">
        <button type="button" className="button" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('kept.removeYes')}
        </button>
        <button type="button" className="button button-quiet" onClick={() => setIsAsking(false)}>
          {t('kept.removeNo')}
        </button>
      </p>
    </div>
  );
};

const Paper = ({ paper, onRemoved }: { paper: Kept; onRemoved: () => void }) => {
  const { t, say, language } = useWords();
  const failureWords = useFailureWords();
  const [first] = paper.usedIn;
  const open = useMutation({
    mutationFn: (ticketId: string) =>
      send('/tickets/{id}/papers/{paperId}/open', { params: { id: ticketId, paperId: paper.id }, body: {} }),
    // It comes as a download, so this page stays.
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <li className="card">
      <h2 className="row-title">{say(paper.materialName)}</h2>
      {paper.isExpired ? (
        <span className="tag tag-warm">{t('kept.expired')}</span>
      ) : (
        !paper.isReusable && <span className="tag">{t('kept.once')}</span>
      )}
      <KeptFacts paper={paper} />
      {paper.usedIn.length > 0 && (
        <>
          <p className="hint">{t('kept.usedIn')}</p>
          <ul>
            {paper.usedIn.map(({ ticketId, item, on }) => (
              <li key={ticketId}>
                <Link href={`/my/${ticketId}`}>{say(item)}</Link> {dayText(on, language)}
              </li>
            ))}
          </ul>
        </>
      )}
      {open.error && (
        <p className="problem" role="alert">
          {failureWords(open.error).detail}
        </p>
      )}
      <div className="actions">
        {first && (
          <button
            type="button"
            className="button button-quiet"
            disabled={open.isPending}
            onClick={() => open.mutate(first.ticketId)}
          >
            {t('kept.open')}
          </button>
        )}
        <Remove paper={paper} onRemoved={onRemoved} />
      </div>
    </li>
  );
};

const MyPapers = () => {
  const { t } = useWords();
  const personId = usePersonId();
  const queries = useQueryClient();
  const [removed, setRemoved] = useState(0);
  const { data, error, refetch } = useQuery({
    queryKey: ['my-papers', personId],
    queryFn: () => read('/me/papers'),
    enabled: personId !== undefined,
  });
  if (personId === undefined) return <SignInFirst />;
  const onRemoved = (): void => {
    setRemoved(removed + 1);
    void refetch();
    void queries.invalidateQueries({ queryKey: ['known'] });
  };
  return (
    <Page title={t('kept.mine')} lead={t('kept.mineLead')} back={{ to: '/mine', label: t('app.mine') }}>
      <p role="status" className="hint">
        {removed > 0 && t('kept.removed')}
      </p>
      {error && !data ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.papers.length === 0 ? (
        <Empty actions={<HomeLink />}>{t('kept.mineEmpty')}</Empty>
      ) : (
        <ul className="kept">
          {data.papers.map((paper) => (
            <Paper key={paper.id} paper={paper} onRemoved={onRemoved} />
          ))}
        </ul>
      )}
    </Page>
  );
};
export default MyPapers;
