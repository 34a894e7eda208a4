/** The screen that is turned to the visitor: a page of its own that knows nothing of who is signed in here. */
import { inGroups } from '../../../../domain/ids.ts';
import type { Ticket } from '../../api/ticket.ts';
import { timeText } from '../../ui/dates.ts';
import { ratingLink } from '../../ui/linked.ts';
import { QrCode } from '../../ui/qr-code.tsx';
import { useStaffWords } from '../words.ts';

export const RatingScreen = ({ ticket: { reference, ratingScreen } }: { ticket: Ticket }) => {
  const { w } = useStaffWords();
  if (!ratingScreen) return null;
  const link = ratingLink(window.location.origin, reference, ratingScreen.code);
  return (
    <div className="tracking">
      <div>
        <p>{w.rating.lead(timeText(ratingScreen.endsAt))}</p>
        <p className="tracking-secret">{inGroups(ratingScreen.code)}</p>
        <a className="wb-button wb-primary" href={link} target="_blank" rel="noopener noreferrer">
          {w.rating.open}
        </a>
      </div>
      <QrCode text={link} label={w.rating.qr} />
    </div>
  );
};
