/** After filing: the reference, the date and why it is that date, and what happens next. Printed, it is the receipt. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { clocksQuery, ticketQuery } from '../../api/ticket.ts';
import { useSession } from '../../auth/use-session.ts';
import { useWords } from '../../i18n/i18n.ts';
import { momentText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { Promise as PromisedDate } from '../../ui/promise.tsx';
import { Failed, Loading } from '../../ui/state.tsx';
import { SignInFirst } from '../sign-in/sign-in-first.tsx';
import { Clocks } from '../request/clocks.tsx';
import { TrackingCode } from './tracking-code.tsx';

const Receipt = ({ id }: { id: string }) => {
  const { t, say, language } = useWords();
  const session = useSession();
  const { data: ticket, error, refetch } = useQuery({ ...ticketQuery(id), enabled: session !== undefined });
  const { data: accounts } = useQuery(clocksQuery(id, ticket?.version));
  if (!session) return <SignInFirst />;
  if (error && !ticket) return <Failed error={error} again={() => void refetch()} />;
  if (!ticket) return <Loading />;
  return (
    <Page title={t('receipt.title')} lead={say(ticket.item)} focusKey={id}>
      <section className="receipt" aria-label={t('receipt.title')}>
        <p className="receipt-label">{t('receipt.reference')}</p>
        <p className="reference">{ticket.reference}</p>
        <p className="hint">{t('receipt.referenceNote')}</p>
        <PromisedDate ticket={ticket} />
        <dl className="pairs">
          <div>
            <dt>{t('receipt.filedAt')}</dt>
            <dd>{momentText(ticket.filedAt, language)}</dd>
          </div>
          <div>
            <dt>{t('receipt.station')}</dt>
            <dd>{say(ticket.station)}</dd>
          </div>
          {ticket.office && (
            <div>
              <dt>{t('receipt.office')}</dt>
              <dd>{say(ticket.office)}</dd>
            </div>
          )}
        </dl>
        <TrackingCode ticket={ticket} />
      </section>
      <section aria-labelledby="next">
        <h2 id="next">{t('receipt.next')}</h2>
        <p>{say(ticket.next)}</p>
        <p>{t('receipt.told')}</p>
      </section>
      {accounts && <Clocks accounts={accounts.clocks} />}
      <p className="actions no-print">
        <Link href={`/my/${id}`} className="button">
          {t('receipt.follow')}
        </Link>
        <button type="button" className="button button-quiet" onClick={() => window.print()}>
          <Icon name="print" /> {t('receipt.print')}
        </button>
        <Link href="/" className="button button-quiet">
          {t('state.toHome')}
        </Link>
      </p>
    </Page>
  );
};
export default Receipt;
