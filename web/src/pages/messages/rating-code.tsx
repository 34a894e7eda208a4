/** To rate on another phone, or by somebody who cannot sign in: the code of this message, shown when it is wanted. */
import { inGroups } from '../../../../domain/ids.ts';
import { useWords } from '../../i18n/i18n.ts';
import { ratingLink } from '../../ui/linked.ts';
import { QrCode } from '../../ui/qr-code.tsx';

const RatingCode = ({ reference, secret }: { reference: string; secret: string }) => {
  const { t } = useWords();
  return (
    <div className="tracking">
      <div>
        <p className="receipt-label">{t('rateByCode.code')}</p>
        <p className="tracking-secret">{inGroups(secret)}</p>
        <p className="hint">{t('rateByCode.note', { address: `${window.location.host}/rate` })}</p>
      </div>
      <QrCode text={ratingLink(window.location.origin, reference, secret)} label={t('rateByCode.qr')} />
    </div>
  );
};
export default RatingCode;
