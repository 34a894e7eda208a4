import { HelpAnswers } from '../workbench/help-answers.tsx';
import { useSupervisionWords } from './words.ts';

/** How to work with these pages, in a dozen answers. */
export const SupervisionHelp = () => {
  const { s } = useSupervisionWords();
  return <HelpAnswers title={s.helpPage.title} items={s.helpPage.items} />;
};
