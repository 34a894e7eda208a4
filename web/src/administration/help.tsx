import { useAdministrationWords } from './words.ts';

/** How to work with the administration, in a few answers. */
export const AdministrationHelp = () => {
  const { w } = useAdministrationWords();
  return (
    <div className="wb-page wb-help">
      <h1>{w.help.title}</h1>
      <dl>
        {w.help.items.map(({ q, a }) => (
          <div key={q}>
            <dt>{q}</dt>
            <dd>{a}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
