/** What I can do now: exactly what the service lists, each in its own words. */
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Happened, OwnAction, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RatingForm } from '../../ui/rating-form.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { Supplement } from './supplement.tsx';
import { wordsOfLast } from './words.ts';
import { type ActionBodyOf, type Acts, useAct } from './use-act.ts';

/** An action with words of its own, folded until it is wanted. */
const WithWords = (props: {
  readonly acts: Acts;
  readonly action: OwnAction;
  readonly title: string;
  readonly note: string;
  readonly label: string;
  readonly button: string;
  readonly bodyOf: (text: string) => ActionBodyOf;
  readonly required?: boolean;
  readonly open?: boolean;
  readonly danger?: boolean;
  readonly children?: ReactNode;
}) => {
  const { acts, action, title, note, label, button, bodyOf, required = false, open = false, danger = false } = props;
  const { t } = useWords();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(required && text.trim() === '');
    if (required && text.trim() === '') return;
    acts.mutate({ action, body: bodyOf(text.trim()) }, { onSuccess: () => setText('') });
  };
  return (
    <details className="action" open={open}>
      <summary>{title}</summary>
      <form className="form" noValidate onSubmit={submit}>
        {props.children}
        <p>{note}</p>
        <div className="question">
          <label htmlFor={`${action}-text`} className="label">
            {label}
            {!required && t('file.optionalMark')}
          </label>
          {missing && (
            <p id={`${action}-problem`} className="problem" role="alert">
              {t('request.writeSomething')}
            </p>
          )}
          <textarea
            id={`${action}-text`}
            className="input"
            rows={3}
            maxLength={1000}
            aria-invalid={missing}
            aria-describedby={missing ? `${action}-problem` : undefined}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        </div>
        <button type="submit" className={danger ? 'button button-danger' : 'button'} disabled={acts.isPending}>
          {button}
        </button>
      </form>
    </details>
  );
};

const optional = (name: string) => (text: string) => (text === '' ? {} : { [name]: text }) as ActionBodyOf;

export const Actions = ({ ticket, events }: { ticket: Ticket; events: readonly Happened[] }) => {
  const { t } = useWords();
  const acts = useAct(ticket);
  const failureWords = useFailureWords();
  const may = (action: OwnAction): boolean => ticket.actions.includes(action);
  const failed = acts.error ? failureWords(acts.error) : undefined;
  const question = wordsOfLast(events, 'ResidentAsked', 'question');
  const common = { acts };
  if (ticket.actions.length === 0) return null;
  return (
    <section aria-labelledby="actions" className="no-print">
      <h2 id="actions">{t('request.actions')}</h2>
      <div role="status">{acts.isSuccess && <p className="tag tag-good">{t('request.done')}</p>}</div>
      {failed && (
        <div className="problems" role="alert">
          <h3>{failed.title}</h3>
          <p>{failed.detail}</p>
        </div>
      )}
      {may('supplement') && <Supplement acts={acts} ticket={ticket} events={events} />}
      {may('answer') && (
        <WithWords
          {...common}
          action="answer"
          open
          required
          title={t('request.answer')}
          note={t('request.answerNote')}
          label={t('request.answerLabel')}
          button={t('request.send')}
          bodyOf={(answer) => ({ answer })}
        >
          {question && <blockquote>{question}</blockquote>}
        </WithWords>
      )}
      {may('rate') && <RatingForm onRate={(body) => acts.mutate({ action: 'rate', body })} isBusy={acts.isPending} />}
      {may('urge') && (
        <WithWords
          {...common}
          action="urge"
          title={t('request.urge')}
          note={t('request.urgeNote')}
          label={t('request.urgeLabel')}
          button={t('request.urge')}
          bodyOf={optional('text')}
        />
      )}
      {may('comment') && (
        <WithWords
          {...common}
          action="comment"
          required
          title={t('request.comment')}
          note={t('request.commentNote')}
          label={t('request.commentLabel')}
          button={t('request.send')}
          bodyOf={(text) => ({ text })}
        />
      )}
      {may('request-reopen') && (
        <WithWords
          {...common}
          action="request-reopen"
          required
          title={t('request.reopen')}
          note={t('request.reopenNote')}
          label={t('request.reopenLabel')}
          button={t('request.reopen')}
          bodyOf={(reason) => ({ reason })}
        />
      )}
      {may('withdraw') && (
        <WithWords
          {...common}
          action="withdraw"
          danger
          title={t('request.withdraw')}
          note={t('request.withdrawNote')}
          label={t('request.withdrawLabel')}
          button={t('request.withdrawButton')}
          bodyOf={optional('reason')}
        />
      )}
    </section>
  );
};
