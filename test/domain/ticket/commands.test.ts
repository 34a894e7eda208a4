/** What each act writes down, what its body may hold, and how it is refused. */
import { describe, expect, test } from '@jest/globals';
import { type ActionBody, type ActionName, actions } from '../../../domain/ticket/actions.ts';
import type { EventDraft } from '../../../domain/ticket/apply.ts';
import type { Context } from '../../../domain/ticket/context.ts';
import { timePasses } from '../../../domain/ticket/automatic.ts';
import { perform } from '../../../domain/ticket/perform.ts';
import { isRefusal } from '../../../domain/refusal.ts';
import { defaultRules } from '../../../domain/ticket/rules.ts';
import {
  contextOf,
  filed,
  moment,
  type Name,
  officeA,
  officeB,
  people,
  proxyInProgress,
  resolved,
  type Story,
  transferAtOffice,
} from './story.ts';

const reason = '情况说明';
const at = (story: Story, who: Name, when: string, more: Partial<Context> = {}): Context => ({
  ...contextOf(story.ticket, story.item, moment(when), people[who]),
  ...more,
});
/** What an act would write, or the refusal. */
const tried = <Action extends ActionName>(
  story: Story,
  who: Name,
  action: Action,
  body: ActionBody<Action>,
  when: string,
  more: Partial<Context> = {},
) => {
  const decision = perform(story.ticket, action, body, at(story, who, when, more));
  if (isRefusal(decision)) return { refused: decision.refused, errors: decision.errors ?? [] };
  return { drafts: decision.map(({ body }: EventDraft) => body), rests: decision[0]?.rests };
};

describe('what a body may hold', () => {
  const takes = (action: ActionName, given: object) => actions[action].body.safeParse(given).success;

  test('an office by its id', () => {
    const office = (officeId: string) => takes('route', { officeId });
    for (const id of ['police-320613001', 'civil-affairs-3206', 'station-320613001001']) expect(office(id)).toBe(true);
    for (const id of [
      '',
      'police',
      'police-320',
      'police-3206130010011',
      'Police-320613',
      ' police-320613',
      'police-320613 ',
      '-a-32061x',
    ])
      expect([id, office(id)]).toEqual([id, false]);
  });

  test('a card by its id', () => {
    const card = (card: string) => takes('explain-card', { card, explanation: reason });
    for (const id of ['PROMISE-1-yellow', 'STEP-9999-red']) expect(card(id)).toBe(true);
    for (const id of [
      '',
      'promise-1-red',
      'PROMISE-x-red',
      'PROMISE-1-green',
      'PROMISE-12345-red',
      '1PROMISE-1-red',
      'PROMISE-1-red!',
      '-1-red',
    ])
      expect([id, card(id)]).toEqual([id, false]);
  });

  test('a person by their id', () => {
    const person = (personId: string) => takes('assign', { personId });
    for (const id of ['x', 'officer-a_1', 'x'.repeat(64)]) expect(person(id)).toBe(true);
    for (const id of ['', 'x'.repeat(65), 'officer a', '!x', 'x!', '李芳'])
      expect([id, person(id)]).toEqual([id, false]);
  });

  test('papers by their ids, and not more than one hands in at once', () => {
    const papers = (...papers: string[]) => takes('supplement', { papers });
    expect(papers()).toBe(true);
    expect(papers('id-card', 'x'.repeat(64))).toBe(true);
    expect([papers(''), papers('x'.repeat(65))]).toEqual([false, false]);
    expect(papers(...Array(200).fill('x'))).toBe(false);
  });

  test('words, trimmed, in lines, without control characters', () => {
    const words = (text: string) => actions.comment.body.safeParse({ text });
    expect(words(' 第一行\n第二行\t完\r\n ').data).toEqual({ text: '第一行\n第二行\t完' });
    for (const text of ['', '  ', 'a\u0000b', 'a\u001Bb', 'x'.repeat(1001)]) expect(words(text).success).toBe(false);
    expect(words('x'.repeat(1000)).success).toBe(true);
  });

  test('a legal basis that says something', () => {
    const basis = (legalBasis: string) => actions.refuse.body.safeParse({ legalBasis, reason, remedy: reason });
    expect(basis(' 条例 ').data).toMatchObject({ legalBasis: '条例' });
    for (const text of ['', '条 ', 'x'.repeat(201)]) expect(basis(text).success).toBe(false);
    expect(basis('x'.repeat(200)).success).toBe(true);
  });

  test('reasons of a rating from the list, each once at most', () => {
    const all = [
      'slow',
      'attitude',
      'asked-twice',
      'sent-elsewhere',
      'not-solved',
      'wrong-information',
      'rule',
      'other',
    ];
    for (const one of all) expect(takes('rate', { level: 1, reasons: [one] })).toBe(true);
    for (const wrong of [[''], ['rude'], ['slow ']]) expect(takes('rate', { level: 1, reasons: wrong })).toBe(false);
    expect([0, 6, 1.5].map((level) => takes('rate', { level }))).toEqual([false, false, false]);
  });
});

describe('to whom it goes', () => {
  test('an office that there is not, or that no longer answers, is refused by its name', () => {
    const unknown = { refused: 'invalid', errors: [{ path: 'officeId', code: 'unknown', seen: officeB }] };
    const waiting = filed('old-age-allowance', '2026-03-02 09:00').delivered('2026-03-02 09:01');
    waiting.does('clerk', 'accept', {}, '2026-03-02 09:30');
    // The rule is asked first.
    expect(waiting.tries('clerk', 'route', { officeId: officeB }, '2026-03-02 09:30')?.refused).toBe('wrong-state');
    waiting.routed(null, '2026-03-02 09:31');
    const route = (officeKnown: boolean) =>
      tried(waiting, 'clerk', 'route', { officeId: officeB }, '2026-03-02 10:00', { officeKnown });
    expect(route(false)).toMatchObject(unknown);
    expect(route(true)).toMatchObject({
      drafts: [{ type: 'Routed', officeId: officeB, rule: 'person', routing: waiting.ticket.routing + 1 }],
    });
  });

  test('the word of the arbiter is a routing of its own, and the office may not send it back', () => {
    const disputed = proxyInProgress('old-age-allowance');
    const ticket = {
      ...disputed.ticket,
      state: 'in-arbitration' as const,
      holder: { kind: 'arbiter' as const },
      arbitrated: true,
    };
    const story = { ...disputed, ticket };
    const assign = (officeKnown: boolean) =>
      tried(story, 'arbiter', 'assign-office', { officeId: officeB, reason }, '2026-03-03 10:00', { officeKnown });
    expect(assign(true)).toMatchObject({ drafts: [{ type: 'OfficeAssigned', routing: ticket.routing + 1 }] });
    const [draft] = (assign(true) as { drafts: { clocks: { name: string }[] }[] }).drafts;
    expect(draft?.clocks.map(({ name }) => name)).toEqual(['SIGN']);
    expect(assign(false)).toMatchObject({ errors: [{ path: 'officeId', code: 'unknown' }] });
  });

  test('a return says which office it should be, where somebody knows; the second one is referred by the rule', () => {
    const story = transferAtOffice();
    const back = (body: ActionBody<'return-to-station'>) =>
      perform(story.ticket, 'return-to-station', body, at(story, 'officerA', '2026-03-02 10:00')) as EventDraft[];
    expect(back({ reason, proposedOfficeId: officeB })[0]?.body).toMatchObject({ proposedOfficeId: officeB });
    expect(back({ reason })[0]?.body).not.toHaveProperty('proposedOfficeId');
    // The rule that was wrong, by item and community.
    expect(back({ reason })[0]?.body).toMatchObject({ rule: 'hukou-migration-in@320613001001' });
    const again = { ...story, ticket: { ...story.ticket, returnedBy: [officeB] } };
    const drafts = perform(again.ticket, 'return-to-station', { reason }, at(again, 'officerA', '2026-03-02 10:00'));
    expect(drafts).toMatchObject([
      { body: { type: 'Returned' } },
      { actor: { kind: 'system', id: 'routing' }, body: { type: 'ReferredToArbiter' } },
    ]);
  });

  test('a colleague who does not work at the desk is not assigned', () => {
    const assign = (assigneeKnown: boolean) =>
      tried(proxyInProgress(), 'officerA', 'assign', { personId: 'rival-a' }, '2026-03-02 11:00', { assigneeKnown });
    expect(assign(true)).toMatchObject({ drafts: [{ type: 'Assigned', handlerId: 'rival-a' }] });
    expect(assign(false)).toMatchObject({ refused: 'invalid', errors: [{ path: 'personId', code: 'unknown' }] });
  });

  test('released is whoever had it, also when a supervisor lets it go', () => {
    const story = proxyInProgress().does('officerA', 'claim', {}, '2026-03-02 11:00');
    story.does('supervisor', 'release', {}, '2026-03-02 11:30');
    expect(story.events.at(-1)).toMatchObject({ type: 'Released', handlerId: people.officerA.id });
  });

  test('joining a lead rests on the lead as it was seen', () => {
    const into = '01KAR5Z4VJ9M6YQ3X7T8N2B1CE';
    expect(tried(proxyInProgress(), 'officerA', 'merge', { into, reason }, '2026-03-03 10:00')).toMatchObject({
      rests: { ticketId: into, sequence: 1 },
    });
    const story = proxyInProgress();
    expect(tried(story, 'officerA', 'merge', { into: story.ticket.id, reason }, '2026-03-03 10:00')).toMatchObject({
      errors: [{ path: 'into', code: 'self', seen: story.ticket.id }],
    });
  });
});

describe('special steps', () => {
  test('are named after their kind and the event that begins them', () => {
    const story = proxyInProgress();
    const body = {
      kind: 'hearing',
      legalBasis: '条例',
      body: '机构',
      explanation: reason,
      expectedEnd: '2026-03-06',
    } as const;
    const step = `hearing-${story.ticket.sequence + 1}`;
    expect(tried(story, 'officerA', 'begin-special-step', body, '2026-03-04 10:00')).toMatchObject({
      drafts: [{ type: 'SpecialStepBegun', step, kind: 'hearing' }],
    });
    expect(story.does('officerA', 'begin-special-step', body, '2026-03-04 10:00').ticket.specialSteps).toEqual([step]);
  });
});

describe('extending', () => {
  const extend = (story: Story, n: number, unit: 'wd' | 'd' = 'wd') =>
    tried(story, 'supervisor', 'extend', { by: { n, unit }, reason }, '2026-03-04 10:00');
  const moved = (story: Story) =>
    (extend(story, 3) as { drafts: { moved: { name: string }[] }[] }).drafts[0]?.moved.map(({ name }) => name);

  test('is by one working day at least and ten at most', () => {
    const range = { refused: 'invalid', errors: [{ path: 'by', code: 'range' }] };
    for (const wrong of [
      extend(proxyInProgress(), 0),
      extend(proxyInProgress(), 11),
      extend(proxyInProgress(), 3, 'd'),
    ])
      expect(wrong).toMatchObject(range);
    for (const n of [1, 10])
      expect(extend(proxyInProgress(), n)).toMatchObject({ drafts: [{ type: 'Extended', by: { n } }] });
  });

  test('moves the law’s limit of a licence along, and the promise of a service alone', () => {
    expect(moved(proxyInProgress('resident-pension-claim'))).toEqual(['PROMISE', 'STATUTORY']);
    expect(moved(proxyInProgress('old-age-allowance'))).toEqual(['PROMISE']);
    const licence = proxyInProgress('resident-pension-claim');
    expect(moved({ ...licence, ticket: { ...licence.ticket, regime: 'service' } })).toEqual(['PROMISE']);
  });
});

describe('ratings', () => {
  test('a bad one is looked into and may be objected to, a good one starts nothing', () => {
    const rate = (level: number, actor?: Context['actor']) =>
      tried(resolved(), 'resident', 'rate', { level }, '2026-03-05 10:00', actor ? { actor } : {});
    for (const level of [1, 2])
      expect(rate(level)).toMatchObject({ drafts: [{ clocks: [{ name: 'VERIFY' }, { name: 'APPEAL' }] }] });
    for (const level of [3, 4, 5]) expect(rate(level)).toMatchObject({ drafts: [{ level, clocks: [] }] });
    expect(rate(3)).toMatchObject({ drafts: [{ onBehalf: false }] });
    expect(rate(3, { kind: 'agent', id: 'son' })).toMatchObject({ drafts: [{ onBehalf: true }] });
  });

  test('nobody was reached: then there is nothing to write down', () => {
    const call = (body: Omit<ActionBody<'rate-by-phone'>, 'reached'>, reached: boolean) =>
      tried(resolved(), 'colleague', 'rate-by-phone', { reached, ...body }, '2026-03-05 10:00');
    expect(call({}, false)).toMatchObject({ drafts: [{ type: 'RatingCallMissed' }] });
    for (const more of [{ level: 1 }, { reasons: ['slow' as const] }, { text: '慢' }])
      expect(call(more, false)).toMatchObject({ errors: [{ path: 'level', code: 'not-fitting' }] });
    expect(call({}, true)).toMatchObject({ errors: [{ path: 'level', code: 'not-fitting' }] });
    expect(call({ level: 1, reasons: ['slow'] }, true)).toMatchObject({
      drafts: [{ type: 'Rated', level: 1, reasons: ['slow'], mode: 'phone', onBehalf: false }],
    });
  });

  test('called back without a new rating writes none down', () => {
    const story = resolved().does('resident', 'rate', { level: 1 }, '2026-03-05 09:00');
    story.does('supervisor', 'verify-rating', { finding: reason }, '2026-03-05 10:00');
    story.does('officerA', 'rectify', { how: 'rectified', explanation: reason }, '2026-03-06 10:00');
    const call = (level?: number) => {
      const decision = tried(
        story,
        'supervisor',
        'record-call-back',
        { ...(level ? { level } : {}), note: reason },
        '2026-03-09 10:00',
      );
      return (decision as { drafts: object[] }).drafts[0];
    };
    expect(call()).not.toHaveProperty('level');
    expect(call(4)).toMatchObject({ type: 'CalledBack', level: 4 });
  });

  test('a second list of papers, or a denial, without what it needs is refused by what is missing', () => {
    const denial = tried(
      proxyInProgress(),
      'officerA',
      'resolve',
      { outcome: 'denied', answer: reason, appealPath: reason },
      '2026-03-03 10:00',
    );
    expect(denial).toMatchObject({ errors: [{ path: 'legalBasis', code: 'required' }] });
    const step = tried(
      proxyInProgress('disability-certificate'),
      'officerA',
      'end-special-step',
      { step: 'testing-1', finding: reason },
      '2026-03-03 10:00',
    );
    expect('refused' in step).toBe(true);
  });
});

test('ten minutes are counted at a counter alone, and rest on no calendar', () => {
  const counter = (channel: 'counter' | 'web') =>
    filed('top-up-card', '2026-03-02 09:00', { channel }).ticket.clocks.find(({ name }) => name === 'COUNTER');
  expect(counter('counter')).toMatchObject({
    due: moment('2026-03-02 09:10'),
    provisional: false,
    calendar: 'clock',
    rule: defaultRules.version,
  });
  expect(counter('web')).toBeUndefined();
});

describe('accepting', () => {
  const acceptance = ({ drafts }: { drafts: object[] }) =>
    drafts.find((body) => 'acceptedOn' in body) as { deemed: boolean; clocks: { name: string }[] } | undefined;

  test('by an office is signing, too: no clock is set for it', () => {
    const accepts = tried(transferAtOffice(), 'officerA', 'accept', {}, '2026-03-02 10:00');
    const { deemed, clocks } = acceptance(accepts as { drafts: object[] }) ?? {};
    expect([deemed, clocks?.map(({ name }) => name)]).toEqual([false, expect.not.arrayContaining(['SIGN'])]);
  });

  test('is the law’s also while an office is being looked for by the arbiter', () => {
    const story = transferAtOffice();
    const { ticket } = story;
    for (const state of ['returned', 'in-arbitration'] as const) {
      const context = { ...contextOf(ticket, story.item, moment('2026-03-30 09:00'), null) };
      const bodies = timePasses({ ...ticket, state }, context).map(({ body }) => body);
      expect(bodies).toContainEqual(expect.objectContaining({ type: 'Accepted', deemed: true }));
    }
  });

  test('what is answered at once was accepted by whoever answers, not by the law', () => {
    const story = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    const answers = tried(story, 'clerk', 'resolve', { outcome: 'answered', answer: '可以' }, '2026-03-02 10:00');
    expect(acceptance(answers as { drafts: object[] })).toMatchObject({ deemed: false });
  });
});

describe('reopening', () => {
  test('is a generation and a routing of its own', () => {
    const story = resolved().does('resident', 'request-reopen', { reason }, '2026-03-05 10:00');
    const { generation, routing } = story.ticket;
    story.does('supervisor', 'approve-reopen', {}, '2026-03-05 11:00');
    expect(story.ticket).toMatchObject({ generation: generation + 1, routing: routing + 1 });
    expect(story.clock('PROMISE').generation).toBe(generation + 1);
    expect(story.ticket.clocks.filter(({ name }) => name === 'ANSWER')).toEqual([]);
  });

  test('of a question starts the time to answer anew', () => {
    const story = filed('policy-consultation', '2026-03-02 09:00').delivered('2026-03-02 09:00');
    story.does('clerk', 'resolve', { outcome: 'answered', answer: '可以' }, '2026-03-03 10:00');
    story.does('resident', 'request-reopen', { reason }, '2026-03-04 10:00');
    story.does('supervisor', 'approve-reopen', {}, '2026-03-05 10:00');
    expect(story.clock('ANSWER')).toMatchObject({ status: 'running', due: '2026-03-06T17:30:00.000+08:00' });
    expect(story.ticket.clocks.some(({ name }) => name === 'PROMISE')).toBe(false);
  });
});

describe('cards', () => {
  const late = () => proxyInProgress().sweptAt('2026-03-10 09:00');

  test('a unit explains its own cards and no other, and is told which wait for it', () => {
    const story = late();
    const [card] = story.ticket.cards;
    if (!card) throw new Error('no card');
    const explain = (id: string, cards = story.ticket.cards) =>
      tried(
        { ...story, ticket: { ...story.ticket, cards } },
        'officerA',
        'explain-card',
        { card: id, explanation: reason },
        '2026-03-10 10:00',
      );
    expect(explain(card.id)).toMatchObject({ drafts: [{ type: 'CardExplained', card: card.id }] });
    const wrong = explain('PROMISE-9-red');
    expect(wrong).toMatchObject({ errors: [{ path: 'card', code: 'unknown', seen: 'PROMISE-9-red' }] });
    expect((wrong as { errors: { en: string }[] }).errors[0]?.en).toContain(card.id);
    const foreign = { ...card, id: 'SIGN-1-yellow', unit: officeB };
    expect(explain(foreign.id, [card, foreign])).toMatchObject({ errors: [{ path: 'card', seen: foreign.id }] });
  });
});

describe('papers that a decision finds good', () => {
  const papers = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ id: `p${i}`, material: 'id-card', sha256: 'a'.repeat(64) }));
  const accepts = (n: number, actor?: Context['actor']) => {
    const story = filed('residence-permit', '2026-03-02 09:00', { papers: papers(n) }).delivered('2026-03-02 09:01');
    const decision = tried(story, 'clerk', 'accept', {}, '2026-03-02 10:00', actor ? { actor } : {});
    return (decision as { drafts: { papersVerified?: string[] }[] }).drafts[0];
  };

  test('are sixty at most, the newest; where there are none nothing is said', () => {
    expect(accepts(2)?.papersVerified).toEqual(['p0', 'p1']);
    expect(accepts(61)?.papersVerified).toEqual(
      papers(61)
        .slice(1)
        .map(({ id }) => id),
    );
    expect(accepts(0)).not.toHaveProperty('papersVerified');
  });

  test('are found good by staff of an office, not by the system or a reviewer', () => {
    expect(accepts(1, { kind: 'system', id: 'x', officeId: officeA })).not.toHaveProperty('papersVerified');
    expect(accepts(1, { kind: 'staff', id: 'x' })).not.toHaveProperty('papersVerified');
  });

  test('what was uploaded is carried by the event, and only where there is something', () => {
    const story = proxyInProgress().does('officerA', 'ask-resident', { question: reason }, '2026-03-03 10:00');
    const answer = (papers: Context['papers'] & object) =>
      (tried(story, 'resident', 'answer', { answer: reason }, '2026-03-04 10:00', { papers }) as { drafts: object[] })
        .drafts[0];
    expect(answer(papers(1))).toMatchObject({ papers: papers(1) });
    expect(answer([])).not.toHaveProperty('papers');
  });
});

test('a comment and a note are events of their own', () => {
  const story = proxyInProgress();
  story.does('resident', 'comment', { text: reason }, '2026-03-03 10:00');
  story.does('officerA', 'note', { text: reason }, '2026-03-03 10:01');
  expect(story.types.slice(-2)).toEqual(['Commented', 'Noted']);
});
