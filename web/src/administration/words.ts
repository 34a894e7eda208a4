/** The words of the frame and of the shared parts, in the language of the pages; each folder of pages has its own. */
import { useWords } from '../i18n/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const useAdministrationWords = () => {
  const { t, say, language } = useWords();
  return { w: language === 'en' ? en : zh, t, say, language };
};

/** What was said in both languages in one line, `中文 / English`, as the schemas of the domain do. */
export const inBoth = ({ zh: chinese, en: english }: { zh: string; en: string }): string => `${chinese} / ${english}`;
export const oneOf = (both: string, language: 'zh' | 'en'): string => {
  const [chinese = both, english] = both.split(' / ');
  return language === 'en' && english !== undefined ? english : chinese;
};
