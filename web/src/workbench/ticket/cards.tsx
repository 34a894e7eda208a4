/** The cards of a request with what stands behind each: the breach, the unit's explanation, the decision. */
import type { Happened, Ticket } from '../../api/ticket.ts';
import { momentText } from '../../ui/dates.ts';
import { useStaffWords } from '../words.ts';
import { cardStories, type CardStory } from './card-story.ts';

const Story = ({ story, unitName }: { story: CardStory; unitName: (id: string) => string }) => {
  const { w, t, language } = useStaffWords();
  const { open, explained, decided } = story;
  const facts: readonly (readonly [string, string])[] = [
    [w.cards.breach, w.cards.passed(t(`clocks.${story.clock as 'PROMISE'}`), momentText(story.due, language))],
    [w.cards.unit, unitName(story.unit)],
    ...(open
      ? [[w.cards.decides, w.cards.by(w.cards.rungs[open.rung], momentText(open.answerBy, language))] as const]
      : []),
    ...(story.escalatedTo.length > 0
      ? [[w.cards.escalated, story.escalatedTo.map((to) => w.cards.rungs[to as 'city'] ?? to).join('、')] as const]
      : []),
  ];
  return (
    <li className={`wb-card-story wb-card-${story.level}`}>
      <p>
        <strong>{w.cards.levels[story.level]}</strong>{' '}
        <span className={decided ? 'tag' : 'tag tag-warm'}>
          {decided ? w.cards.decisions[decided.decision] : explained ? w.cards.explained : w.cards.unexplained}
        </span>{' '}
        <span className="hint">{momentText(story.issuedAt, language)}</span>
      </p>
      <dl className="wb-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {explained && (
        <>
          <p className="hint">
            {w.cards.explanation} · {momentText(explained.at, language)}
          </p>
          <blockquote>{explained.words ?? w.cards.sealed}</blockquote>
        </>
      )}
      {decided && (
        <>
          <p className="hint">
            {w.cards.decision} · {momentText(decided.at, language)}
          </p>
          <blockquote>{decided.words ?? w.cards.sealed}</blockquote>
        </>
      )}
    </li>
  );
};

export const Cards = ({ ticket, events }: { ticket: Ticket; events: readonly Happened[] }) => {
  const { w, say } = useStaffWords();
  const stories = cardStories(events, ticket.cards);
  if (stories.length === 0) return null;
  const unitName = (id: string): string => {
    if (id === ticket.station.id) return say(ticket.station);
    return ticket.office?.id === id ? say(ticket.office) : id;
  };
  return (
    <section className="wb-panel" aria-labelledby="cards">
      <h2 id="cards">{w.cards.title}</h2>
      <ol className="wb-card-stories">
        {stories.toReversed().map((story) => (
          <Story key={story.id} story={story} unitName={unitName} />
        ))}
      </ol>
    </section>
  );
};
