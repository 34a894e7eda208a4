/** Messages to me, newest first; each leads to its request. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'wouter';
import { read } from '../../api/api.ts';
import { usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { momentText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

const RatingCode = lazy(() => import('./rating-code.tsx'));

/** The code is drawn when somebody opens it: most people rate where they are. */
const Elsewhere = ({ reference, secret }: { reference: string; secret: string }) => {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="action" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('rateByCode.elsewhere')}</summary>
      {isOpen && (
        <Suspense fallback={<Loading />}>
          <RatingCode reference={reference} secret={secret} />
        </Suspense>
      )}
    </details>
  );
};

const Messages = () => {
  const { t, say, language } = useWords();
  const personId = usePersonId();
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['notices', personId],
    queryFn: ({ pageParam }) => read('/notices', { query: pageParam === null ? {} : { cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    enabled: personId !== undefined,
  });
  if (personId === undefined) return <SignInFirst />;
  const notices = data?.pages.flatMap((page) => page.notices);
  return (
    <Page title={t('app.messages')}>
      {error && !notices ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !notices ? (
        <Loading />
      ) : notices.length === 0 ? (
        <Empty>{t('messages.none')}</Empty>
      ) : (
        <ul className="list">
          {notices.map((notice) => (
            <li key={notice.id}>
              <Link href={notice.ticketId === null ? '/mine' : `/my/${notice.ticketId}`} className="row">
                <span className="row-main">
                  <span>{say(notice)}</span>
                  <span className="row-sub">{momentText(notice.at, language)}</span>
                </span>
                <Icon name="next" />
              </Link>
              {notice.reference !== null && notice.ratingSecret !== undefined && (
                <Elsewhere reference={notice.reference} secret={notice.ratingSecret} />
              )}
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <button type="button" className="button button-quiet" onClick={() => void fetchNextPage()}>
          {t('state.more')}
        </button>
      )}
    </Page>
  );
};
export default Messages;
