/** Everything that happened, newest first, with what was said and how the date moved. */
import type { Happened, Ticket } from '../../api/ticket.ts';
import { useWords } from '../../i18n/i18n.ts';
import { dateText, momentText } from '../../ui/dates.ts';

/** What is only for the machinery, and what stands elsewhere on the page. */
const quiet = new Set(['Delivered', 'StepDelivered', 'AlarmRaised', 'FollowerJoined']);

/** The words of people in an event, in the order in which they are read. */
const wordsIn = ({ words = {} }: Happened): readonly string[] =>
  Object.entries(words)
    .filter(([name]) => name !== 'form' && name !== 'papers')
    .flatMap(([, text]) => (typeof text === 'string' && text !== '' ? [text] : []));

type Moved = { name: string; was?: string; due: string };
const datesIn = ({ data }: Happened): readonly Moved[] => {
  const lists = [data['clocks'], data['moved']].filter(Array.isArray) as Moved[][];
  return lists.flat().filter(({ name }) => name === 'PROMISE' || name === 'ANSWER');
};

const Dates = ({ event }: { event: Happened }) => {
  const { t, language } = useWords();
  return datesIn(event).map(({ name, was, due }) => (
    <p key={name} className="event-date">
      {was && was.slice(0, 10) !== due.slice(0, 10)
        ? t('request.dateMoved', { was: dateText(was, language), due: dateText(due, language) })
        : t('request.dateSet', { due: dateText(due, language) })}
    </p>
  ));
};

export const Timeline = ({ events, ticket }: { events: readonly Happened[]; ticket: Ticket }) => {
  const { t, say, language } = useWords();
  const shown = events.filter(({ type }) => !quiet.has(type)).reverse();
  const byWhom = ({ actor: { kind, officeId } }: Happened): string | undefined => {
    if (kind === 'resident') return t('request.you');
    if (officeId === ticket.station.id) return say(ticket.station);
    if (ticket.office && officeId === ticket.office.id) return say(ticket.office);
    return undefined;
  };
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t('request.timeline')}</h2>
      <ol className="timeline">
        {shown.map((event) => (
          <li key={event.sequence}>
            <p className="row-title">{say(event)}</p>
            <p className="hint">
              {momentText(event.at, language)}
              {byWhom(event) && ` · ${byWhom(event)}`}
            </p>
            {wordsIn(event).map((text) => (
              <blockquote key={text}>{text}</blockquote>
            ))}
            <Dates event={event} />
          </li>
        ))}
      </ol>
    </section>
  );
};
