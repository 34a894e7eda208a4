/** What happened, with what was said, newest first. */
import type { Happened, Ticket } from '../../api/ticket.ts';
import { dateText, momentText } from '../../ui/dates.ts';
import { useStaffWords } from '../words.ts';

/** Steps of the machinery that tell a person nothing. */
const quiet = new Set(['Delivered', 'StepDelivered', 'FollowerJoined']);
export const isTold = ({ type }: Happened): boolean => !quiet.has(type);

const wordsIn = ({ words = {} }: Happened): readonly string[] =>
  Object.entries(words)
    .filter(([name]) => name !== 'form' && name !== 'papers')
    .flatMap(([, text]) => (typeof text === 'string' && text !== '' ? [text] : []));

type Moved = { name: string; was?: string; due: string };
const datesIn = ({ data }: Happened): readonly Moved[] =>
  ([data['clocks'], data['moved']].filter(Array.isArray) as Moved[][]).flat().filter(({ name }) => name === 'PROMISE');

/** Which limit, and how far it has run out. */
const useAlarmText = () => {
  const { w, t } = useStaffWords();
  return ({ type, data }: Happened): string | undefined => {
    if (type !== 'AlarmRaised') return undefined;
    const level = w.alarms[data['level'] as keyof typeof w.alarms] ?? String(data['level']);
    return `${t(`clocks.${String(data['clock']) as 'PROMISE'}`)} · ${level}`;
  };
};

/** How it was rated, and why. */
const useRatingText = () => {
  const { w, t } = useStaffWords();
  return ({ type, data }: Happened): string | undefined => {
    const { level, reasons } = data;
    if ((type !== 'Rated' && type !== 'CalledBack') || typeof level !== 'number') return undefined;
    const why = Array.isArray(reasons) ? reasons.map((each) => t(`rate.reasons.${String(each) as 'slow'}`)) : [];
    return [w.options[String(level) as '5'], ...why].join(' · ');
  };
};

export const History = ({ events, ticket }: { events: readonly Happened[]; ticket: Ticket }) => {
  const { w, say, language } = useStaffWords();
  const alarmText = useAlarmText();
  const ratingText = useRatingText();
  const byWhom = ({ actor: { kind, officeId } }: Happened): string => {
    if (kind === 'resident' || kind === 'agent') return w.ticket.resident;
    if (officeId === ticket.station.id) return say(ticket.station);
    if (ticket.office && officeId === ticket.office.id) return say(ticket.office);
    if (kind === 'system') return w.ticket.system;
    return officeId === undefined ? w.ticket.above : w.ticket.otherOffice;
  };
  return (
    <ol className="timeline">
      {events
        .filter(isTold)
        .reverse()
        .map((event) => (
          <li key={event.sequence}>
            <p>
              <strong>{say(event)}</strong>{' '}
              <span className="hint">
                {momentText(event.at, language)} · {byWhom(event)}
              </span>
            </p>
            {alarmText(event) && <p>{alarmText(event)}</p>}
            {ratingText(event) && <p>{ratingText(event)}</p>}
            {wordsIn(event).map((text) => (
              <blockquote key={text}>{text}</blockquote>
            ))}
            {datesIn(event).map(({ name, was, due }) => (
              <p key={name} className="event-date">
                {was && was.slice(0, 10) !== due.slice(0, 10)
                  ? w.ticket.dateMoved(dateText(was, language), dateText(due, language))
                  : w.ticket.dateSet(dateText(due, language))}
              </p>
            ))}
          </li>
        ))}
    </ol>
  );
};
