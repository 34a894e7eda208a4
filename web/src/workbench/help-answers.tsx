/** A page of help of any part of staff: questions as one has them, answers in a sentence or two. */
type HelpAnswersProps = {
  readonly title: string;
  readonly items: readonly { readonly q: string; readonly a: string }[];
};

export const HelpAnswers = ({ title, items }: HelpAnswersProps) => (
  <div className="wb-page wb-help">
    <h1>{title}</h1>
    <dl>
      {items.map(({ q, a }) => (
        <div key={q}>
          <dt>{q}</dt>
          <dd>{a}</dd>
        </div>
      ))}
    </dl>
  </div>
);
