/** What a filing starts: which clocks, and whether the law accepts it when nobody does. */
import { describe, expect, test } from '@jest/globals';
import { heldMs } from '../../../domain/ticket/clocks.ts';
import { filed, moment, reckoning } from './story.ts';

const at = '2026-03-02 09:00';

describe('a filing', () => {
  test.each([
    ['old-age-allowance', 'a service of several days', true],
    ['hukou-migration-in', 'a licence', true],
    ['environment-report', 'a call, sent on', false],
    ['policy-consultation', 'a question', false],
    ['vaccination-record', 'a service done at once', false],
    ['resident-help-call', 'a call for help', false],
  ])('%s, %s: the law accepts it when nobody does: %s', (itemId, _, deemed) => {
    expect(filed(itemId, at).ticket.window !== undefined).toBe(deemed);
  });

  test('asked as a service, a question has no such end either', () => {
    const { item } = filed('policy-consultation', at);
    expect(filed(item.id, at, { item: { ...item, regime: 'service' } }).ticket.window).toBeUndefined();
  });

  test('has ten minutes at the counter for what is done at once, and for nothing else', () => {
    const clocks = (itemId: string, channel: 'web' | 'counter') =>
      filed(itemId, at, { channel }).ticket.clocks.map(({ name }) => name);
    expect(clocks('vaccination-record', 'counter')).toEqual(['ACCEPT', 'COUNTER']);
    expect(clocks('vaccination-record', 'web')).toEqual(['ACCEPT']);
    expect(clocks('old-age-allowance', 'counter')).toEqual(['ACCEPT']);
  });

  test('without papers says nothing of papers, begins the first round of each clock, and has no steps', () => {
    const { events, ticket } = filed('old-age-allowance', at);
    expect(events[0]).not.toHaveProperty('papers');
    expect(ticket.clocks).toMatchObject([{ name: 'ACCEPT', generation: 1 }]);
    expect(ticket.steps).toEqual([]);
  });

  test('has been held for no time before it came', () => {
    const { ticket } = filed('old-age-allowance', '2026-03-02 10:00');
    const held = (now: string) => heldMs(ticket, moment(now), reckoning);
    expect([held('2026-03-02 09:30'), held('2026-03-02 10:00'), held('2026-03-02 10:30')]).toEqual([0, 0, 1_800_000]);
  });
});
