/**
 * The hard journeys: papers missing, a wrong office twice, special steps, a breach, a reopening, a merge, a question
 * without an answer. Each lets local time pass and leaves its limits as they are; dates are reckoned by domain/sla.
 */
import { eventNames } from '../../domain/ticket/event-names.ts';
import { defaultRules } from '../../domain/ticket/rules.ts';
import { dateOf, epochMs, MINUTE } from '../../domain/time.ts';
import { type Card, type Client, until } from './client.ts';
import { type StoryClock, storyClock } from './clock.ts';
import {
  atOffice,
  checkDue,
  checkRefused,
  clockNamed,
  file,
  finish,
  inHand,
  inState,
  itemNamed,
  limitsOf,
  stopped,
  told,
} from './steps.ts';
import { check, onBoard, type Say } from './travel.ts';
import { trust } from './trust.ts';

export type HardStory = { zh: string; en: string; tell: (api: Client, say: Say, clock: StoryClock) => Promise<void> };

const resident = 'resident-chen';

const supplement: HardStory['tell'] = async (api, say, clock) => {
  const item = await itemNamed(api, 'social-security-card');
  const { id, reference } = await file(api, resident, item.id);
  const { staff } = await onBoard(api, id, resident);
  const missing = { materials: ['photo'], explanation: '演示：请补交照片' };
  await api.act(staff, id, 'request-supplement', missing);
  await told(api, resident, reference, eventNames.SupplementRequested.zh);
  say('一次告知 missing papers named, the resident is told');

  const receivedOn = await clock.passDays(2);
  const handedIn = await api.act(resident, id, 'supplement', { papers: ['photo'] });
  check(handedIn.body.receivedOn === receivedOn, `received on ${receivedOn}, not ${handedIn.body.receivedOn}`);
  await onBoard(api, id, resident);
  await checkRefused(api, staff, id, 'request-supplement', missing, 'not-allowed');
  say(`补正 all papers in on ${receivedOn}; a second list is refused to the station`);

  const acceptedOn = await clock.passDays(1);
  const accepted = await api.act(staff, id, 'accept');
  for (const [name, limit] of Object.entries(limitsOf(item)))
    checkDue(accepted.body, name, clock.due({ start: receivedOn, limit }));
  say(`受理 accepted ${acceptedOn}, promised ${dateOf(accepted.body.promisedAt)}: counted from ${receivedOn}`);

  const office = await atOffice(api, id, resident);
  await api.act(office.staff, id, 'sign');
  await finish(api, office.staff, resident, id);
};

const wrongOffice: HardStory['tell'] = async (api, say, clock) => {
  const item = await itemNamed(api, 'resident-pension-claim');
  const { id } = await file(api, resident, item.id);
  const station = await onBoard(api, id, resident);
  const acceptedOn = await clock.today();
  const { body: accepted } = await api.act(station.staff, id, 'accept');
  const unmoved = async (): Promise<void> => {
    const ticket = await api.ticket(id, resident);
    check(ticket.promisedAt === accepted.promisedAt, `still promised ${accepted.promisedAt}, not ${ticket.promisedAt}`);
    for (const [name, limit] of Object.entries(limitsOf(item)))
      checkDue(ticket, name, clock.due({ start: acceptedOn, limit }));
  };
  await unmoved();

  const first = await atOffice(api, id, resident);
  const other = 'civil-affairs-320613001';
  await clock.passDays(1);
  await api.act(first.staff, id, 'return-to-station', { reason: '演示：不属本单位', proposedOfficeId: other });
  await inState(api, id, resident, 'returned');
  await unmoved();
  await onBoard(api, id, resident);
  await api.act(station.staff, id, 'route', { officeId: other, reason: '演示：按建议改派' });
  await unmoved();
  const second = await atOffice(api, id, resident);
  check(second.officeId === other, `the station sent it to ${other}, not ${second.officeId}`);
  say(`退回 ${first.officeId} sends it back; 派单 a person routes it to ${other}`);

  await api.act(second.staff, id, 'return-to-station', { reason: '演示：也不属本单位' });
  await inState(api, id, resident, 'in-arbitration');
  await unmoved();
  await api.act('arbiter', id, 'assign-office', { officeId: first.officeId, reason: '演示：按职责' });
  const last = await atOffice(api, id, resident);
  check(last.officeId === first.officeId, `the arbiter named ${first.officeId}, not ${last.officeId}`);
  const again = { reason: '演示：仍不属本单位' };
  await checkRefused(api, last.staff, id, 'return-to-station', again, 'wrong-state');
  await api.act(last.staff, id, 'sign');
  await checkRefused(api, last.staff, id, 'return-to-station', again, 'wrong-state');
  await unmoved();
  say(`裁定 the arbiter names ${last.officeId}: final; 承诺 promised ${dateOf(accepted.promisedAt)} all along`);
  await finish(api, last.staff, resident, id);
};

const specialStep: HardStory['tell'] = async (api, say, clock) => {
  const started = await clock.today();
  const { id, reference, item, office, ticket } = await inHand(api, resident, 'resident-pension-claim');
  const limits = Object.entries(limitsOf(item));
  // The day of acceptance is not counted anyway: a stop on it would move nothing.
  const stoppedOn = await clock.passDays(1);
  const begun = await api.act(office.staff, id, 'begin-special-step', {
    kind: 'expert-review',
    legalBasis: '《行政许可法》第四十五条',
    body: '演示专家组',
    explanation: '演示：需专家评审',
    expectedEnd: clock.calendar.workdayAfter(stoppedOn, 4),
  });
  for (const [name] of limits)
    check(clockNamed(begun.body, name).status === 'stopped', `${name} stands during the special step`);
  await told(api, resident, reference, eventNames.SpecialStepBegun.zh);

  const resumed = await clock.passDays(4);
  const step = (await api.events(id, resident)).find(({ type }) => type === 'SpecialStepBegun')?.data['step'];
  const { body: ended } = await api.act(office.staff, id, 'end-special-step', { step, finding: '演示：通过' });
  const stops = [stopped(stoppedOn, resumed)];
  for (const [name, limit] of limits) {
    checkDue(ended, name, clock.due({ start: started, limit, stops }));
    const [was, due] = [clockNamed(ticket, name), clockNamed(ended, name)].map((each) => dateOf(each.due));
    const moved = clock.calendar.workdaysBetween(was ?? '', due ?? '');
    check(moved === 4, `${name} moves by the 4 working days of the special step, not by ${moved}`);
  }
  say(`特殊环节 4 working days stopped: ${dateOf(ticket.promisedAt)} → ${dateOf(ended.promisedAt)}`);

  const by = { n: 5, unit: 'wd' as const };
  const longer = { by, reason: '演示：情况复杂' };
  await checkRefused(api, office.staff, id, 'extend', longer, 'not-allowed');
  const { body: extended } = await api.act('supervisor-street', id, 'extend', longer);
  for (const [name, limit] of limits)
    checkDue(extended, name, clock.due({ start: started, limit, stops, extensions: [by] }));
  await checkRefused(api, 'supervisor-street', id, 'extend', longer, 'wrong-state');
  await told(api, resident, reference, eventNames.Extended.zh);
  say(`延期 extended once by 5 working days → ${dateOf(extended.promisedAt)}; a second time is refused`);
  await finish(api, office.staff, resident, id);
};

const cardOf = (api: Client, id: string, cardId: string): Promise<Card> =>
  until(`card ${cardId}`, async () =>
    (await api.ticket(id, 'supervisor-city')).cards.find((card) => card.id === cardId),
  );

const breach: HardStory['tell'] = async (api, say, clock) => {
  const started = await clock.today();
  const { id, item, office, ticket } = await inHand(api, resident, 'no-criminal-record');
  const promised = clock.due({ start: started, limit: limitsOf(item).PROMISE });
  checkDue(ticket, 'PROMISE', promised);
  const answerCard = async (card: string, supervisor: string, decision: 'upheld' | 'cancelled') => {
    await api.act(office.staff, id, 'explain-card', { card, explanation: '演示：停电一天' });
    await api.act(supervisor, id, 'decide-card', { card, decision, reason: '演示' });
  };

  await clock.passTo(promised);
  const yellow = await cardOf(api, id, 'PROMISE-1-yellow');
  check(yellow.unit === office.officeId, `yellow for ${office.officeId}, not ${yellow.unit}`);
  const late = epochMs(yellow.at) - epochMs(promised);
  check(late > 0 && late < 5 * MINUTE, `yellow at once, not ${late} ms after the promise`);
  await answerCard(yellow.id, 'supervisor-street', 'upheld');
  say(`黄牌 yellow at ${yellow.at}: explained, upheld by the street`);

  const redAt = clock.workdaysAfter(promised, 5);
  await clock.passTo(clock.workdaysAfter(promised, 4));
  const early = (await api.ticket(id, 'supervisor-city')).cards.map((card) => card.id);
  check(!early.includes('PROMISE-1-red'), 'no red card before the fifth working day');
  await clock.passTo(redAt);
  const red = await cardOf(api, id, 'PROMISE-1-red');
  check(red.at > redAt, `red after ${redAt}, not at ${red.at}`);
  const decision = { card: red.id, decision: 'upheld', reason: '演示' };
  await checkRefused(api, 'supervisor-street', id, 'decide-card', decision, 'not-allowed');
  await answerCard(red.id, 'supervisor-district', 'cancelled');
  say(`红牌 red at ${red.at}: explained, cancelled by the district`);

  // The sweeper comes by again and finds nothing new.
  await api.advance('PT10M');
  const done = await finish(api, office.staff, resident, id);
  check(clockNamed(done, 'PROMISE').status === 'missed', 'the breach stays on record');
  const raised = (await api.events(id, 'supervisor-city'))
    .filter(({ type }) => type === 'AlarmRaised')
    .map(({ data }) => `${String(data['clock'])}-${String(data['clockGeneration'])}-${String(data['level'])}`);
  check(new Set(raised).size === raised.length, `each alarm once: ${raised.join(', ')}`);
  for (const card of [yellow.id, red.id, 'STATUTORY-1-red']) check(raised.includes(card), `${card} was raised`);
  say(`各一次 each once: ${raised.filter((each) => /yellow|red/.test(each)).join(', ')}`);
};

const reopen: HardStory['tell'] = async (api, say, clock) => {
  const { id, item, office, ticket: first } = await inHand(api, resident, 'social-security-card');
  await finish(api, office.staff, resident, id);
  const reopenedOn = await clock.passDays(1);
  await api.act(resident, id, 'request-reopen', { reason: '演示：未解决' });
  await checkRefused(api, office.staff, id, 'approve-reopen', {}, 'not-allowed');
  const { body: reopened } = await api.act('supervisor-district', id, 'approve-reopen', { reason: '演示：属实' });
  check(reopened.generation === 2, `generation 2, not ${reopened.generation}`);
  check(reopened.state === 'in-progress', `in progress again, not ${reopened.state}`);
  for (const [name, limit] of Object.entries(limitsOf(item)))
    checkDue(reopened, name, clock.due({ start: reopenedOn, limit }));
  check(clockNamed(reopened, 'PROMISE', 1).due === first.promisedAt, 'the first promise stays on record');
  say(`重办 approved by who did not handle it; generation 2 promised ${dateOf(reopened.promisedAt)}`);

  await onBoard(api, id, resident);
  const rated = await finish(api, office.staff, resident, id);
  check(clockNamed(rated, 'PROMISE', 2).status === 'met', 'the second promise is met');
  await checkRefused(api, resident, id, 'rate', { level: 5 }, 'wrong-state');
  say(`评价 rated in generation 2 → ${rated.state}`);
};

const merge: HardStory['tell'] = async (api, say) => {
  const neighbour = 'resident-shen';
  const [lead, same] = [
    await file(api, resident, 'property-complaint'),
    await file(api, neighbour, 'property-complaint'),
  ];
  const { staff } = await onBoard(api, lead.id, resident);
  await onBoard(api, same.id, neighbour);
  await api.act(staff, lead.id, 'accept');
  const merged = await api.act(staff, same.id, 'merge', { into: lead.id, reason: '演示：同一件事' });
  check(merged.body.state === 'merged', `merged, not ${merged.body.state}`);
  await finish(api, staff, resident, lead.id);
  await told(api, neighbour, same.reference, eventNames.Merged.zh);
  for (const [who, { reference }] of [
    [resident, lead],
    [neighbour, same],
  ] as const)
    await told(api, who, reference, eventNames.Resolved.zh);
  say(`合并 ${same.reference} joined to ${lead.reference}: both residents are told of the result`);
};

const question: HardStory['tell'] = async (api, say, clock) => {
  const started = await clock.today();
  const { id, reference, item, office } = await inHand(api, resident, 'hukou-info-change');
  const limit = limitsOf(item).PROMISE;
  const ask = () => api.act(office.staff, id, 'ask-resident', { question: '演示：请问何时方便' });
  const asked = await ask();
  check(clockNamed(asked.body, 'PROMISE').status === 'stopped', 'the promise stands while the resident is asked');
  await told(api, resident, reference, eventNames.ResidentAsked.zh);

  const answeredOn = await clock.passDays(2);
  const { body: answered } = await api.act(resident, id, 'answer', { answer: '演示：今天' });
  const firstStop = stopped(started, answeredOn);
  checkDue(answered, 'PROMISE', clock.due({ start: started, limit, stops: [firstStop] }));
  say(`询问 answered after 2 working days → promised ${dateOf(answered.promisedAt)}`);

  await ask();
  await clock.passTo(clock.due({ start: answeredOn, limit: defaultRules.limits.question }));
  const expired = await inState(api, id, resident, 'in-progress');
  const expiredOn = await clock.today();
  await checkRefused(api, resident, id, 'answer', { answer: '演示：晚了' }, 'wrong-state');
  const stops = [firstStop, stopped(answeredOn, expiredOn)];
  checkDue(expired, 'PROMISE', clock.due({ start: started, limit, stops }));
  await told(api, resident, reference, eventNames.QuestionExpired.zh);
  say(`逾期未答 back to the office on ${expiredOn} → promised ${dateOf(expired.promisedAt)}`);
  const done = await finish(api, office.staff, resident, id);
  check(clockNamed(done, 'PROMISE').status === 'met', 'done in time');
};

export const hardStories: readonly HardStory[] = [
  { zh: '一次告知补正', en: 'supplement', tell: supplement },
  { zh: '两次退回与裁定', en: 'wrong office, arbiter', tell: wrongOffice },
  { zh: '特殊环节与延期', en: 'special step, extension', tell: specialStep },
  { zh: '超期与黄牌红牌', en: 'breach, cards', tell: breach },
  { zh: '申请重办', en: 'reopen', tell: reopen },
  { zh: '相同诉求合并', en: 'merge', tell: merge },
  { zh: '询问居民', en: 'question, answered and expired', tell: question },
  { zh: '委托、撤销、免职与攻击', en: 'agent, revoked mandate, removed clerk, attacker', tell: trust },
];

/** Tells one story from its start within office hours. Throws at the first promise that is not kept. */
export const tellHard = async (api: Client, story: HardStory, say: Say): Promise<void> => {
  const clock = await storyClock(api);
  say(`时间 local time is ${await clock.toOfficeHours()}`);
  await story.tell(api, say, clock);
};
