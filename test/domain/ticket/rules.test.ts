/** The rules of clocks as administrators change them: what is no rule, and that clocks keep the rules they began with. */
import { describe, expect, test } from '@jest/globals';
import { moveClock, startClock } from '../../../domain/ticket/clocks.ts';
import {
  changeableRules,
  defaultRules,
  firstRules,
  rulesNamed,
  rulesOn,
  rulesProblems,
  rulesVersion,
} from '../../../domain/ticket/rules.ts';
import { simulate, tally } from '../../../domain/ticket/simulate.ts';
import { moment, proxyInProgress, reckoning } from './story.ts';

const { version: _version, deliveryMinutes: _minutes, ...changeable } = defaultRules;
const withLimits = (limits: Partial<typeof changeable.limits>) => ({
  ...changeable,
  limits: { ...changeable.limits, ...limits },
});
const wd = (n: number) => ({ n, unit: 'wd' as const });

describe('rules', () => {
  test('the defaults are what their schema and their own checks allow', () => {
    expect(changeableRules.parse(changeable)).toEqual(changeable);
    expect(rulesProblems(changeable)).toEqual([]);
  });

  test('which alarms a clock has at first', () => {
    const levels = Object.entries(defaultRules.alarms).map(
      ([name, table]) => `${name}: ${Object.keys(table).join(' ')}`,
    );
    expect(levels.filter((line) => /^(ACCEPT|STATUTORY|URGENT|COUNTER|VERIFY)/.test(line))).toEqual([
      'ACCEPT: warning missed yellow',
      'STATUTORY: warning missed red',
      'URGENT: warning missed yellow',
      'COUNTER: missed',
      'VERIFY: warning missed yellow',
    ]);
    const { ACCEPT, URGENT, VERIFY } = defaultRules.alarms;
    expect([ACCEPT?.warning, URGENT?.warning, VERIFY?.warning]).toEqual([
      { hoursLeft: 4 },
      { share: 0.8 },
      { share: 0.8 },
    ]);
  });

  test.each([
    ['the law gives five days to name papers', { supplementNotice: wd(6) }, 'limits.supplementNotice.n'],
    ['and ten to extend', { extension: wd(11) }, 'limits.extension.n'],
    ['nothing is done in no time', { sign: { n: 0, unit: 'wh' as const } }, 'limits.sign.n'],
    ['residents count in days', { reopen: { n: 9, unit: 'h' as const } }, 'limits.reopen.unit'],
  ])('%s', (_why, limits, path) => {
    expect(rulesProblems(withLimits(limits)).map((each) => each.path)).toEqual([path]);
  });

  test('a red card does not come before the yellow one, whichever clock it is', () => {
    const problems = (yellow: number | undefined, red: number | undefined) =>
      rulesProblems({
        ...changeable,
        alarms: {
          PROMISE: {
            ...(yellow === undefined ? {} : { yellow: { daysLate: yellow } }),
            ...(red === undefined ? {} : { red: { daysLate: red } }),
          },
        },
      });
    expect(problems(3, 2)).toMatchObject([{ path: 'alarms.PROMISE.red.daysLate', code: 'order', seen: '2' }]);
    for (const [yellow, red] of [[3, 3], [3, 4], [3], [undefined, 0], []]) expect(problems(yellow, red)).toEqual([]);
  });

  test('every fault is named with its code', () => {
    const all = rulesProblems(
      withLimits({ supplementNotice: wd(6), sign: { n: 0, unit: 'wh' }, reopen: { n: 9, unit: 'h' } }),
    );
    expect(all.map(({ code, seen }) => [code, seen])).toEqual([
      ['zero', '0'],
      ['unit', 'h'],
      ['law', '6'],
    ]);
  });

  test('before the first version holds, the defaults do', () => {
    expect(rulesOn([], '2026-12-31')).toBe(defaultRules);
    const second = rulesVersion(2, '2027-01-01', withLimits({ verify: wd(2) }));
    expect(rulesNamed([firstRules, second], 'R2')).toEqual(second.rules);
    expect(rulesNamed([firstRules, second], 'R2/7')).toEqual({ ...second.rules, version: 'R2/7' });
    expect(rulesNamed([firstRules, second], 'R3')).toBeUndefined();
  });

  test('a version holds from its day', () => {
    const second = rulesVersion(2, '2027-01-01', withLimits({ verify: wd(2) }));
    expect(rulesOn([firstRules, second], '2026-12-31')).toBe(defaultRules);
    expect(rulesOn([firstRules, second], '2027-01-01')).toMatchObject({ version: 'R2', limits: { verify: wd(2) } });
  });
});

test('a clock that runs keeps the rules it began with; one that starts later has the new ones', () => {
  const alarms = { ...changeable.alarms, SIGN: { ...changeable.alarms['SIGN'], warning: { share: 0.5 } } };
  const second = rulesVersion(2, '2026-03-02', { ...withLimits({ sign: { n: 2, unit: 'wh' } }), alarms });
  const { ticket } = proxyInProgress();
  const clock = ticket.clocks.find(({ name }) => name === 'SIGN');
  if (!clock) throw new Error('it was never to be signed');
  const later = { ...reckoning, rules: second.rules, versions: [firstRules, second] };
  expect(moveClock(clock, {}, later)).toMatchObject({ due: clock.due, rule: 'R1', alarms: clock.alarms });
  const fresh = startClock(ticket, 'SIGN', clock.start, second.rules.limits.sign, later);
  expect(fresh.rule).toBe('R2');
  expect(fresh.due < clock.due).toBe(true);
});

test('a simulation knows that a ticket in a quicker lane was promised the shorter time', () => {
  const { ticket, item } = proxyInProgress('hardship-child');
  const under = { items: new Map([[item.id, item]]), reckoning, now: moment('2026-03-20 09:00') };
  const promise = (lane: typeof ticket.lane) =>
    simulate({ ...ticket, lane }, under).find(({ clock }) => clock === 'PROMISE')?.due;
  expect(promise('ordinary')?.new).toBe(promise('ordinary')?.old);
  expect(promise('priority')?.new).toBe(moment('2026-03-16 17:30'));
});

test('a simulation under other rules says what would have been, and leaves the ticket as it is', () => {
  const { ticket } = proxyInProgress();
  const before = structuredClone(ticket);
  const { rules } = rulesVersion(2, null, withLimits({ sign: { n: 1, unit: 'wh' } }));
  const whatIf = { items: new Map(), rules, reckoning: { ...reckoning, rules }, now: moment('2026-03-20 09:00') };
  const moved = simulate(ticket, whatIf).filter(({ due }) => due.old !== due.new);
  expect(moved.map(({ clock }) => clock)).toContain('SIGN');
  expect(moved.every(({ due }) => due.new < due.old)).toBe(true);
  expect(tally([simulate(ticket, whatIf), []])).toMatchObject({ tickets: 1, earlier: moved.length, later: 0 });
  expect(ticket).toEqual(before);
});
