import { HelpAnswers } from './help-answers.tsx';
import { useStaffWords } from './words.ts';

/** How to work with the workbench, in six answers. */
export const WorkbenchHelp = () => {
  const { w } = useStaffWords();
  return <HelpAnswers title={w.helpPage.title} items={w.helpPage.items} />;
};
