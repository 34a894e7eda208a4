/** What became of each card, read from the history: the breach, what the unit said, who was asked next, the decision. */
import type { Happened, Ticket } from '../../api/ticket.ts';

export type CardStory = {
  readonly id: string;
  readonly level: 'yellow' | 'red';
  readonly clock: string;
  /** The moment that passed. */
  readonly due: string;
  readonly issuedAt: string;
  readonly unit: string;
  /** Undecided: whose supervisors decide, and by when. */
  readonly open?: Ticket['cards'][number] | undefined;
  readonly explained?: { readonly at: string; readonly words?: string | undefined } | undefined;
  readonly escalatedTo: readonly string[];
  readonly decided?:
    { readonly at: string; readonly decision: 'upheld' | 'cancelled'; readonly words?: string | undefined } | undefined;
};

const wordOf = ({ words }: Happened, name: string): string | undefined => {
  const text = words?.[name];
  return typeof text === 'string' ? text : undefined;
};

export const cardStories = (events: readonly Happened[], open: Ticket['cards']): readonly CardStory[] =>
  events.flatMap((event): CardStory[] => {
    const issued = event.data['card'] as { id?: string; unit?: string } | undefined;
    if (event.type !== 'AlarmRaised' || !issued?.id) return [];
    const { id } = issued;
    const about = (type: string): readonly Happened[] =>
      events.filter((each) => each.type === type && each.data['card'] === id);
    const [explained] = about('CardExplained');
    const [decided] = about('CardDecided');
    return [
      {
        id,
        level: id.endsWith('-red') ? 'red' : 'yellow',
        clock: String(event.data['clock']),
        due: String(event.data['due']),
        issuedAt: event.at,
        unit: String(issued.unit),
        open: open.find((card) => card.id === id),
        explained: explained && { at: explained.at, words: wordOf(explained, 'explanation') },
        escalatedTo: about('CardEscalated').map(({ data }) => String(data['to'])),
        decided: decided && {
          at: decided.at,
          decision: decided.data['decision'] === 'cancelled' ? 'cancelled' : 'upheld',
          words: wordOf(decided, 'reason'),
        },
      },
    ];
  });
