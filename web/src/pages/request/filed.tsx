/** What I filed, as I filed it. */
import { useQuery } from '@tanstack/react-query';
import { itemQuery } from '../../api/item.ts';
import type { Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { AnswerText } from '../../ui/answer-text.tsx';

export const Filed = ({ ticket }: { ticket: Ticket }) => {
  const { t, say } = useWords();
  const { data: item } = useQuery(itemQuery(ticket.itemId));
  const answers = ticket.form;
  if (ticket.erased) return <p className="hint">{t('request.erased')}</p>;
  if (!item || !answers) return null;
  const fields = item.form.fields.filter(({ id }) => id in answers);
  return (
    <details className="card">
      <summary>{t('request.filed')}</summary>
      <dl className="answers">
        {fields.map((field) => (
          <div key={field.id} className="answer">
            <dt>{say(field)}</dt>
            <dd>{field.sensitive ? '••••' : <AnswerText field={field} value={answers[field.id]} />}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
};
