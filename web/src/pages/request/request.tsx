/** One request: who has it now, by when, what happened, whose time it took, and what I can do. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { refusalIn } from '../../api/failure.ts';
import { clocksQuery, eventsQuery, type Ticket, ticketQuery } from '../../api/ticket.ts';
import { useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Promise as PromisedDate } from '../../ui/promise.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import NotFound from '../not-found.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';
import { Actions } from './actions.tsx';
import { Attached } from './attached.tsx';
import { Clocks } from './clocks.tsx';
import { Elapsed } from './elapsed.tsx';
import { Filed } from './filed.tsx';
import { Timeline } from './timeline.tsx';

const Now = ({ ticket }: { ticket: Ticket }) => {
  const { t, say } = useWords();
  const { kind } = ticket.holder;
  const unit =
    kind === 'station' ? say(ticket.station) : kind === 'office' && ticket.office ? say(ticket.office) : undefined;
  return (
    <section className="now" aria-labelledby="now" aria-live="polite">
      <h2 id="now" className="state">
        {say(ticket.stateName)}
      </h2>
      <p>{say(ticket.next)}</p>
      {kind !== 'none' && (
        <p className="holder">
          <Icon name="place" /> {t('request.with')} <strong>{unit ?? t(`holders.${kind}`)}</strong>
        </p>
      )}
      <PromisedDate ticket={ticket} />
    </section>
  );
};

const Request = ({ id }: { id: string }) => {
  const { t, say } = useWords();
  const session = useSession();
  const { data: ticket, error, refetch } = useQuery({ ...ticketQuery(id), enabled: session !== undefined });
  // What was known stays in sight, and what was typed in place, while a change is fetched.
  const { data: events } = useQuery({ ...eventsQuery(id, ticket?.version), placeholderData: keepPreviousData });
  const { data: accounts } = useQuery({ ...clocksQuery(id, ticket?.version), placeholderData: keepPreviousData });
  if (!session) return <SignInFirst />;
  if (refusalIn(error) === 'not-found') return <NotFound />;
  if (error && !ticket) return <Failed error={error} again={() => void refetch()} />;
  if (!ticket) return <Loading />;
  return (
    <Page
      title={say(ticket.item)}
      lead={t('requests.reference', { reference: ticket.reference })}
      focusKey={id}
      back={{ to: '/my', label: t('app.requests') }}
    >
      <Now ticket={ticket} />
      <Actions ticket={ticket} events={events?.events ?? []} />
      {events && <Timeline events={events.events} ticket={ticket} />}
      <Elapsed ticket={ticket} />
      {accounts && <Clocks accounts={accounts.clocks} />}
      <Attached ticket={ticket} />
      <Filed ticket={ticket} />
    </Page>
  );
};
export default Request;
