/** Registered, and not yet seen by a clerk: what is possible, and the code for the counter. */
import type { Reply } from '../../api/api.ts';
import { useWords } from '../../i18n/i18n.ts';

export const CounterCode = ({ me }: { me: Reply<'GET', '/me'> }) => {
  const { t } = useWords();
  if (me.registration !== 'unverified') return null;
  return (
    <section className="card" aria-label={t('register.toVerify')}>
      <h2>{t('register.toVerify')}</h2>
      <p>{t('register.toVerifyText')}</p>
      {me.code && (
        <>
          <p className="receipt-label">{t('register.code')}</p>
          <p className="reference">{me.code}</p>
        </>
      )}
    </section>
  );
};
