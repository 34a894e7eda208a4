/** The words of the workbench in the language of the pages, beside those that residents have as well. */
import { useWords } from '../i18n/i18n.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const useStaffWords = () => {
  const { t, say, language } = useWords();
  return { w: language === 'en' ? en : zh, t, say, language };
};

/** The name of somebody who works here, without the office behind it: 演示站员1（…） → 演示站员1. */
export const shortName = (name: string): string => name.split(/[（,]/)[0] ?? name;
