/** What comes from the queues: it may come twice, late, or to the wrong place. */
import { describe, expect, test } from '@jest/globals';
import { receive, receiveStep, route, timePasses } from '../../../domain/ticket/automatic.ts';
import { openWindow } from '../../../domain/ticket/clocks.ts';
import { contextOf, filed, moment, officeA, officeB, proxyInProgress, reckoning } from './story.ts';

const at = '2026-03-02 09:00';
const routed = (story: ReturnType<typeof filed>) =>
  route(story.ticket, officeA, 'rule', contextOf(story.ticket, story.item, moment(at), null));

describe('the rule’s answer', () => {
  test('is the rule’s doing', () => {
    expect(routed(filed('hukou-migration-in', at))).toMatchObject([
      { actor: { kind: 'system', id: 'routing' }, body: { type: 'Routed', officeId: officeA } },
    ]);
  });

  test('comes too early for what the station has to accept first', () => {
    const story = filed('old-age-allowance', at).delivered(at);
    expect(routed(story)).toEqual([]);
    expect(routed(story.does('clerk', 'accept', {}, at))).toHaveLength(1);
  });
});

describe('a delivery', () => {
  const { ticket } = filed('hukou-migration-in', at).record(routed(filed('hukou-migration-in', at)), moment(at));
  const { routing } = ticket;

  test('is recorded at the office that it was sent to, whether or not the message says which sending it was', () => {
    for (const delivery of [
      { officeId: officeA, routing },
      { officeId: officeA, routing: undefined },
    ])
      expect(receive(ticket, { ...delivery, messageId: 'm' })).toEqual([
        {
          actor: { kind: 'system', id: 'delivery' },
          body: { type: 'Delivered', officeId: officeA, routing, messageId: 'm' },
        },
      ]);
  });

  test('to another office, of an earlier sending, or a second one is nothing', () => {
    expect(receive(ticket, { officeId: officeB, routing, messageId: 'm' })).toEqual([]);
    expect(receive(ticket, { officeId: officeA, routing: routing - 1, messageId: 'm' })).toEqual([]);
    expect(receive({ ...ticket, delivered: true }, { officeId: officeA, routing, messageId: 'm' })).toEqual([]);
  });

  test('of a step brings what is ready to its own office', () => {
    const { ticket } = proxyInProgress();
    const steps = [{ id: 'assess', officeId: officeB, status: 'ready' as const }];
    const brought = (officeId: string, step = 'assess') => receiveStep({ ...ticket, steps }, step, officeId);
    expect(brought(officeB)).toEqual([
      {
        actor: { kind: 'system', id: 'delivery' },
        body: { type: 'StepDelivered', step: 'assess', officeId: officeB },
      },
    ]);
    expect([brought(officeA), brought(officeB, 'other')]).toEqual([[], []]);
  });
});

test('time ends only a state that has an end of its own', () => {
  const { ticket, item } = proxyInProgress();
  const window = openWindow('2026-03-02', { n: 1, unit: 'wd' }, reckoning);
  const later = contextOf(ticket, item, moment('2026-03-04 09:00'), null);
  const on = (state: typeof ticket.state) => timePasses({ ...ticket, clocks: [], state, window }, later);
  expect(on('in-progress')).toEqual([]);
  expect(on('resolved')).toMatchObject([{ actor: { kind: 'system', id: 'clock' }, body: { type: 'Closed' } }]);
});
