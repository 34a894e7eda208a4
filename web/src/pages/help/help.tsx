/** How it works, in a few plain answers. */
import { useWords } from '../../i18n/i18n.ts';
import { Page } from '../../ui/page.tsx';

const questions = [
  'date',
  'days',
  'papers',
  'others',
  'drafts',
  'receipt',
  'rating',
  'code',
  'privacy',
  'phone',
] as const;

const Help = () => {
  const { t } = useWords();
  return (
    <Page title={t('app.help')} lead={t('help.lead')}>
      <div className="list">
        {questions.map((question) => (
          <details key={question} className="clock">
            <summary className="row-title">{t(`help.${question}.q`)}</summary>
            <p>{t(`help.${question}.a`)}</p>
          </details>
        ))}
      </div>
      <p>{t('app.hotline')}</p>
    </Page>
  );
};
export default Help;
