import { HelpAnswers } from '../workbench/help-answers.tsx';
import { useAdministrationWords } from './words.ts';

/** How to work with the administration, in a few answers. */
export const AdministrationHelp = () => {
  const { w } = useAdministrationWords();
  return <HelpAnswers title={w.help.title} items={w.help.items} />;
};
