/** My requests, newest first; what waits for me stands above. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { read } from '../../api/api.ts';
import { useIsRegistered, usePersonId } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Failed, Loading } from '../../ui/state.tsx';
import { TicketList, waitsForResident } from '../../ui/ticket-list.tsx';
import { Drafts } from '../home/drafts.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';

const Requests = () => {
  const { t } = useWords();
  const personId = usePersonId();
  const isRegistered = useIsRegistered();
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['tickets', personId],
    queryFn: ({ pageParam }) => read('/tickets', { query: pageParam === null ? {} : { cursor: pageParam } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    enabled: personId !== undefined && isRegistered === true,
  });
  if (personId === undefined) return <SignInFirst />;
  if (isRegistered === false)
    return (
      <Page title={t('app.requests')}>
        <Drafts />
        <Empty
          actions={
            <Link href="/register" className="button">
              {t('register.begin')}
            </Link>
          }
        >
          {t('requests.none')}
        </Empty>
      </Page>
    );
  const tickets = data?.pages.flatMap((page) => page.tickets);
  const mine = tickets?.filter(waitsForResident) ?? [];
  return (
    <Page title={t('app.requests')}>
      <Drafts />
      {error && !tickets ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !tickets ? (
        <Loading />
      ) : tickets.length === 0 ? (
        <Empty
          actions={
            <Link href="/" className="button">
              {t('home.title')}
            </Link>
          }
        >
          {t('requests.none')}
        </Empty>
      ) : (
        <>
          {mine.length > 0 && (
            <section aria-labelledby="mine">
              <h2 id="mine">{t('requests.yourTurn')}</h2>
              <TicketList tickets={mine} />
            </section>
          )}
          <section aria-labelledby="all">
            <h2 id="all">{t('requests.all')}</h2>
            <TicketList tickets={tickets} />
          </section>
          {hasNextPage && (
            <button type="button" className="button button-quiet" onClick={() => void fetchNextPage()}>
              {t('state.more')}
            </button>
          )}
        </>
      )}
    </Page>
  );
};
export default Requests;
