/** With what stands here anybody can follow the request without signing in. */
import type { Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { progressLink } from '../../ui/linked.ts';
import { SecretCode } from '../../ui/secret-code.tsx';

export const TrackingCode = ({ ticket: { reference, trackingSecret } }: { ticket: Ticket }) => {
  const { t } = useWords();
  if (trackingSecret === undefined) return <p className="hint">{t('receipt.noSecret')}</p>;
  return (
    <SecretCode
      label={t('receipt.secret')}
      secret={trackingSecret}
      note={t('receipt.secretNote', { address: `${window.location.host}/progress` })}
      link={progressLink(window.location.origin, reference, trackingSecret)}
      linkLabel={t('receipt.qr')}
    />
  );
};
