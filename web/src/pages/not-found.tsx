import { useWords } from '../i18n/i18n.ts';
import { Page } from '../ui/page.tsx';
import { HomeLink } from '../ui/state.tsx';

const NotFound = () => {
  const { t } = useWords();
  return (
    <Page title={t('state.notFound')} lead={t('state.notFoundDo')}>
      <HomeLink />
    </Page>
  );
};
export default NotFound;
