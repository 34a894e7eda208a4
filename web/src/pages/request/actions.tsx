/** What I can do now: exactly what the service lists, each in its own words. */
import type { Happened, OwnAction, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { RatingForm } from '../../ui/rating-form.tsx';
import { useFailureWords } from '../../ui/state.tsx';
import { Answer } from './answer.tsx';
import { materialsAsked, Supplement } from './supplement.tsx';
import { type ActionBodyOf, useAct } from './use-act.ts';
import { WithWords } from './with-words.tsx';

const optional = (name: string) => (text: string) => (text === '' ? {} : { [name]: text }) as ActionBodyOf;

export const Actions = ({ ticket, events }: { ticket: Ticket; events: readonly Happened[] }) => {
  const { t } = useWords();
  const acts = useAct(ticket);
  const failureWords = useFailureWords();
  const may = (action: OwnAction): boolean => ticket.actions.includes(action);
  const failed = acts.error ? failureWords(acts.error) : undefined;
  const common = { acts };
  // Nothing is handed in before it is known what was asked for.
  const isAsked = events.some(({ type }) => type === 'ResidentAsked');
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
      {may('supplement') && materialsAsked(events).length > 0 && (
        <Supplement acts={acts} ticket={ticket} events={events} />
      )}
      {may('answer') && isAsked && <Answer acts={acts} ticket={ticket} events={events} />}
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
