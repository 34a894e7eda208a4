/** What the visitor takes along: printed on a page, or read out on the phone. */
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Ticket } from '../../api/ticket.ts';
import { TrackingCode } from '../../pages/receipt/tracking-code.tsx';
import { momentText } from '../../ui/dates.ts';
import { Icon } from '../../ui/icon.tsx';
import { Promise as PromisedDate } from '../../ui/promise.tsx';
import { useStaffWords } from '../words.ts';

export const Receipt = ({ ticket, next }: { ticket: Ticket; next: () => void }) => {
  const { w, t, say, language } = useStaffWords();
  const print = useRef<HTMLButtonElement>(null);
  useEffect(() => print.current?.focus(), []);
  return (
    <>
      <p className="wb-buttons no-print">
        <span role="status" className="tag tag-good">
          {w.intake.filed}：{ticket.reference}
        </span>
        <button ref={print} type="button" className="wb-button wb-primary" onClick={() => window.print()}>
          <Icon name="print" /> {w.intake.print}
        </button>
        <button type="button" className="wb-button" aria-keyshortcuts="n" onClick={next}>
          {w.intake.next} <kbd aria-hidden="true">n</kbd>
        </button>
        <Link href={`/workbench/tickets/${ticket.id}`} className="wb-button">
          {w.intake.see}
        </Link>
      </p>
      <section className="receipt wb-receipt" aria-labelledby="receipt">
        <h2 id="receipt">
          {w.intake.receipt} · {say(ticket.item)}
        </h2>
        <p className="receipt-label">{t('receipt.reference')}</p>
        <p className="reference">{ticket.reference}</p>
        <TrackingCode ticket={ticket} />
        <PromisedDate ticket={ticket} />
        <dl className="wb-facts">
          <div>
            <dt>{t('receipt.filedAt')}</dt>
            <dd>{momentText(ticket.filedAt, language)}</dd>
          </div>
          <div>
            <dt>{w.intake.receivedBy}</dt>
            <dd>{say(ticket.station)}</dd>
          </div>
          {ticket.office && (
            <div>
              <dt>{w.ticket.office}</dt>
              <dd>{say(ticket.office)}</dd>
            </div>
          )}
          <div>
            <dt>{t('receipt.next')}</dt>
            <dd>{say(ticket.next)}</dd>
          </div>
        </dl>
        <p className="hint">{w.intake.rateNote}</p>
      </section>
    </>
  );
};
