/** The words of the public pages: they come with them, so the first visit does not carry them. */
import { useWords } from '../../i18n/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const useCommunityWords = () => {
  const words = useWords();
  return { ...words, c: words.language === 'en' ? en : zh };
};
