import { useWords } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';

export const SearchBox = ({ query, onType }: { query: string; onType: (typed: string) => void }) => {
  const { t } = useWords();
  return (
    <search className="search">
      <label htmlFor="search" className="sr-only">
        {t('home.search')}
      </label>
      <Icon name="search" />
      <input
        id="search"
        type="search"
        value={query}
        placeholder={t('home.placeholder')}
        aria-describedby="search-hint"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={50}
        onChange={({ target }) => onType(target.value)}
      />
      {query !== '' && (
        <button type="button" className="search-clear" onClick={() => onType('')}>
          <Icon name="close" />
          <span className="sr-only">{t('home.clear')}</span>
        </button>
      )}
      <p id="search-hint" className="hint">
        {t('home.hint')}
      </p>
    </search>
  );
};
