import type { Rows } from './row.ts';

export const ticket: Rows = {
  'domain/ticket/account.ts': [
    {
      code: 'if (!last || holderKey',
      to: 'true',
      why: 'equivalent',
      because: '同一个人只写一次 the same holder is told once',
    },
    {
      code: "event.type === 'AlarmRaised' &&",
      of: "event.type === 'AlarmRaised'",
      to: 'true',
      why: 'equivalent',
      because: '只有警示带着时钟；只为类型 only an alarm names a clock: it is for the types',
    },
  ],
  'domain/ticket/actions.ts': [
    { code: '.refine((text) => !/', to: '{}', why: 'wording', because: '提示的字句 the message' },
  ],
  'domain/ticket/apply-clocks.ts': [
    {
      code: "body.type !== 'StepCompleted'",
      of: "body.type !== 'StepCompleted'",
      to: 'false',
      why: 'equivalent',
      because: '别的事件和时钟都不带环节 no other event that ends clocks, and no other clock, has a step',
    },
    {
      code: "event.type !== 'AlarmRaised'",
      of: "event.type !== 'AlarmRaised'",
      to: 'false',
      why: 'equivalent',
      because: '只有警示带着时钟；只为类型 only an alarm names a clock: it is for the types',
    },
  ],
  'domain/ticket/apply.ts': [
    {
      code: 'if (!card ||',
      why: 'equivalent',
      because: '只有黄牌红牌带卡；只为类型 only yellow and red come with a card: it is for the types',
    },
    {
      code: 'ticket.ratingCalls === undefined ?',
      of: 'ticket.ratingCalls === undefined',
      to: 'false',
      why: 'equivalent',
      because: '没有打过与打过零次一样 no calls are as good as none made',
    },
    {
      code: 'event.papersVerified?.includes',
      of: 'event.papersVerified?.includes',
      why: 'equivalent',
      because: '上一行已查；只为类型 the line before asks: it is for the types',
    },
    {
      code: 'event.papers === undefined) return {}',
      of: 'event.papers === undefined',
      to: 'false',
      why: 'equivalent',
      because: '存下的事件里没有 undefined no stored event has an undefined one',
    },
    { code: 'ended: [],', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
    {
      code: "if (!('window' in event) || !event.window)",
      to: '&&',
      why: 'equivalent',
      because: '存下的事件里没有 undefined no stored event has an undefined one',
    },
    {
      code: "if ('papersVerified' in event && event.papersVerified)",
      to: '||',
      why: 'equivalent',
      because: '存下的事件里没有 undefined no stored event has an undefined one',
    },
    {
      code: "if (!('papers' in event) || event.papers === undefined)",
      to: '&&',
      why: 'equivalent',
      because: '存下的事件里没有 undefined no stored event has an undefined one',
    },
    {
      code: 'default:',
      why: 'equivalent',
      because: '没有要改的：undefined 与原样一样 nothing to change: undefined is as good',
    },
    {
      code: '(move.state === ticket.state ||',
      of: 'move.state === ticket.state',
      to: 'false',
      why: 'equivalent',
      because: '停在原状态的都还在找单位 what stays in its state is looking for an office',
    },
    {
      code: 'move?.officeId !== undefined && move.officeId',
      to: 'true',
      why: 'equivalent',
      because: '早记晚记都是同一个单位 the desk is the same, noted early or late',
    },
  ],
  'domain/ticket/attention.ts': [
    {
      code: 'rating?.at',
      of: 'rating?.at',
      why: 'equivalent',
      because: '整改和回访的件总有评价；只为类型 what is put right was rated: it is for the types',
    },
  ],
  'domain/ticket/automatic.ts': [
    {
      code: 'moment !== undefined && moment < now',
      why: 'equivalent',
      because: 'undefined 不小于任何时刻 undefined is before no moment',
    },
  ],
  'domain/ticket/board.ts': [
    {
      code: 'hasSteps ? ticket.steps : []',
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
  ],
  'domain/ticket/card.ts': [
    { code: 'levelOfRung[a] < levelOfRung[b]', to: '<=', why: 'equivalent', because: '同一级 the same rung' },
    {
      code: 'if (moment === null || to === null',
      why: 'equivalent',
      because: '两者同时为 null；只为类型 both are null together: it is for the types',
    },
    {
      code: "levelOfRung[rung] <= level) ?? 'city'",
      of: "'city'",
      why: 'ill-typed',
      because: '总有一级；只为类型 it is for the types',
    },
  ],
  'domain/ticket/clocks.ts': [
    { code: "at(from, '00:00') < moment", to: '<=', why: 'equivalent', because: '同一时刻 the same moment' },
    {
      code: 'if (moment) alarms[level] = moment;',
      to: 'true',
      why: 'equivalent',
      because: '存下来没有 undefined an alarm that is undefined is not stored',
    },
    { code: 'stops: [], extensions: []', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
    {
      code: '(now > ticket.heldSince ?',
      to: '>=',
      why: 'equivalent',
      because: '同一时刻 the same moment',
    },
  ],
  'domain/ticket/commands.ts': [
    { code: 'dateOf(acceptDue) < acceptedOn', to: '<=', why: 'equivalent', because: '同一天 the same day' },
    { code: 'today(context) < ticket.receivedOn', to: '<=', why: 'equivalent', because: '同一天 the same day' },
    {
      code: "ticket.regime === 'service' ? ['PROMISE'] : []",
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
    { code: 'context)] : []),', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
    {
      code: '没有等您处理的此牌',
      why: 'wording',
      because: '提示的字句；英文的有测试 the message; the English one is tested',
    },
    {
      code: "const names: ClockName[] = name === 'PROMISE'",
      of: "name === 'PROMISE'",
      to: 'true',
      why: 'equivalent',
      because: '整改时法定时钟已经结束 while it is put right the law’s clock has ended',
    },
    {
      code: "if (name === 'PROMISE' && promised && lawful",
      of: "name === 'PROMISE' && promised && lawful",
      to: 'true',
      why: 'equivalent',
      because: '整改时两个时钟都已结束 while it is put right both clocks have ended',
    },
    {
      code: "if (name === 'PROMISE' && promised && lawful",
      of: "name === 'PROMISE' && promised",
      to: 'true',
      why: 'equivalent',
      because: '整改时两个时钟都已结束 while it is put right both clocks have ended',
    },
    {
      code: "if (name === 'PROMISE' && promised && lawful",
      of: "name === 'PROMISE'",
      to: 'true',
      why: 'equivalent',
      because: '整改时两个时钟都已结束 while it is put right both clocks have ended',
    },
    {
      code: 'readySteps(ticket, context, acceptedOn, [])',
      of: '[]',
      why: 'equivalent',
      because: '没有叫这个名称的环节 no step has this name',
    },
    {
      code: 'const next = { ...ticket, generation: ticket.generation + 1 };',
      to: '- 1',
      why: 'equivalent',
      because: '这些时钟都有过一轮，由它定 each of these clocks has had a round, which decides',
    },
    {
      code: "ticket.state === 'submitted' && ticket.window",
      of: "ticket.state === 'submitted'",
      to: 'true',
      why: 'equivalent',
      because: '只在受理时问，那时都是已提交 it is asked at acceptance: until then it is submitted',
    },
    {
      code: 'clockOf(ticket, name) ?? []',
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
    {
      code: "body: { type: 'RatingAppealDecided'",
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
    {
      code: "if (name === 'PROMISE' && promised && lawful",
      to: '||',
      why: 'equivalent',
      because: '整改时两个时钟都已结束 while it is put right both clocks have ended',
    },
  ],
  'domain/ticket/district-rules.ts': [
    {
      code: "const [part, name = ''] = path.split",
      of: "''",
      why: 'ill-typed',
      because: '路径都有两段 each path has two parts',
    },
    {
      code: "return part === 'limits' && name in district",
      of: "part === 'limits'",
      to: 'true',
      why: 'equivalent',
      because: '没有时钟与期限同名 no clock is called like a limit',
    },
  ],
  'domain/ticket/perform.ts': [
    {
      code: 'context.district ?? []',
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
    {
      code: 'ticket.rating?.generation === ticket.generation',
      why: 'second-line',
      because: '评价后状态已变 after a rating the state is another one',
    },
    {
      code: 'ticket.window !== undefined && now >',
      why: 'equivalent',
      because: '办结时总有评价期 a result has its window always',
    },
    { code: 'ticket.rating?.verified', why: 'equivalent', because: '整改中的件总有评价 what is put right was rated' },
    { code: 'ticket.window?.endsAt', why: 'equivalent', because: '期限已过才到这里 it comes here only after its end' },
    {
      code: 'ticket.officeId === null',
      why: 'second-line',
      because: '没有单位就没有退回的时钟 without an office there is no clock to send it back',
    },
    {
      code: 'actor.deputyOf !== undefined &&',
      of: 'actor.deputyOf !== undefined',
      to: 'true',
      why: 'equivalent',
      because: '名单里没有 undefined；只为类型 the list has no undefined: it is for the types',
    },
  ],
  'domain/ticket/recompute.ts': [
    {
      code: 'fresh.endsAt < window.endsAt',
      of: 'fresh.endsAt < window.endsAt',
      to: '<=',
      why: 'equivalent',
      because: '同一时刻 the same moment',
    },
  ],
  'domain/ticket/rules.ts': [
    {
      code: 'yellow !== undefined && red !== undefined &&',
      to: 'true',
      why: 'equivalent',
      because: 'undefined 不小于任何数；只为类型 undefined is below no number: it is for the types',
    },
    {
      code: 'yellow !== undefined && red !== undefined &&',
      of: 'yellow !== undefined && red !== undefined',
      to: '||',
      why: 'equivalent',
      because: 'undefined 不小于任何数；只为类型 undefined is below no number: it is for the types',
    },
  ],
  'domain/ticket/simulate.ts': [
    {
      code: "clock.limit.unit === 'min') return []",
      of: '[]',
      why: 'ill-typed',
      because: '不合类型 only what the types rule out',
    },
    {
      code: 'const name = rules && clock.name in ruled',
      why: 'equivalent',
      because: '下一行再查一次 the next line asks the same',
    },
  ],
  'domain/ticket/steps.ts': [
    { code: 'return officeId ? [', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
  ],
  'domain/ticket/submit.ts': [
    { code: 'const unborn = {', of: '[]', why: 'ill-typed', because: '不合类型 only what the types rule out' },
  ],
};
