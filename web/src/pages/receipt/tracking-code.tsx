/** With what stands here anybody can follow the request without signing in: in characters to type, and as a QR code. */
import { inGroups } from '../../../../domain/ids.ts';
import type { Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { progressLink } from '../../ui/linked.ts';
import { QrCode } from '../../ui/qr-code.tsx';

export const TrackingCode = ({ ticket: { reference, trackingSecret } }: { ticket: Ticket }) => {
  const { t } = useWords();
  if (trackingSecret === undefined) return <p className="hint">{t('receipt.noSecret')}</p>;
  return (
    <div className="tracking">
      <div>
        <p className="receipt-label">{t('receipt.secret')}</p>
        <p className="tracking-secret">{inGroups(trackingSecret)}</p>
        <p className="hint">{t('receipt.secretNote', { address: `${window.location.host}/progress` })}</p>
      </div>
      <QrCode text={progressLink(window.location.origin, reference, trackingSecret)} label={t('receipt.qr')} />
    </div>
  );
};
