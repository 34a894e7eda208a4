/** The words of supervision in the language of the pages, beside those of all staff (`w`). */
import { useStaffWords } from '../workbench/words.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const useSupervisionWords = () => {
  const words = useStaffWords();
  return { ...words, s: words.language === 'en' ? en : zh };
};
