import { useSupervisionWords } from './words.ts';

/** How to work with these pages, in a dozen answers. */
export const SupervisionHelp = () => {
  const { s } = useSupervisionWords();
  return (
    <div className="wb-page wb-help">
      <h1>{s.helpPage.title}</h1>
      <dl>
        {s.helpPage.items.map(({ q, a }) => (
          <div key={q}>
            <dt>{q}</dt>
            <dd>{a}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
