import { useStaffWords } from './words.ts';

/** How to work with the workbench, in six answers. */
export const WorkbenchHelp = () => {
  const { w } = useStaffWords();
  return (
    <div className="wb-page wb-help">
      <h1>{w.helpPage.title}</h1>
      <dl>
        {w.helpPage.items.map(({ q, a }) => (
          <div key={q}>
            <dt>{q}</dt>
            <dd>{a}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
