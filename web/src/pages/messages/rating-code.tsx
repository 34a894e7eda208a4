/** To rate on another phone, or by somebody who cannot sign in: the code of this message, shown when it is wanted. */
import { useWords } from '../../i18n/i18n.ts';
import { ratingLink } from '../../ui/linked.ts';
import { SecretCode } from '../../ui/secret-code.tsx';

const RatingCode = ({ reference, secret }: { reference: string; secret: string }) => {
  const { t } = useWords();
  return (
    <SecretCode
      label={t('rateByCode.code')}
      secret={secret}
      note={t('rateByCode.note', { address: `${window.location.host}/rate` })}
      link={ratingLink(window.location.origin, reference, secret)}
      linkLabel={t('rateByCode.qr')}
    />
  );
};
export default RatingCode;
