import { useWords } from '../../i18n/i18n.ts';

export const zh = {
  title: '时限与提醒',
  lead: '全市统一的时限、期限和提醒；事项另有规定的从其规定。修改只及于以后开始的时限，已经开始的保留原来的。',
  inForce: '最新版本',
  clocks: '各环节时限',
  residents: '居民的期限',
  others: '次数与等待',
  cards: '黄牌、红牌',
  alarms: '何时提醒、何时亮牌',
  alarmsHint: '比例为用去工作时间的份额（0 至 1）；天数为工作日',
  change: '提出修改',
  changing: '修改全市时限',
  amount: '数值',
  unit: '单位',
  onlyCity: '时限及于全市，只有市级管理员可以提出修改。',
  back: '回时限',
  districts: '区（县）另定的时限',
  districtsLead: '区（县）可以就个别时限另作规定，其余随全市；由本区（县）或市级管理员提出，另一人确认。',
  proposed: '待确认',
  same: '同全市',
  titleIn: (name: string) => `${name}的时限`,
  leadIn:
    '只对本区（县）内提交的件、以后开始的时限有效；没有另定的随全市，全市修改时一并改变。提醒和亮牌的规则全市统一。',
  limit: '时限',
  wholeCity: '全市',
  here: '本区（县）',
  changingIn: (name: string) => `修改${name}的时限`,
  own: '另定',
  ownHint: '勾选要另定的时限；没有勾选的随全市。',
  cityHas: (limit: string) => `全市：${limit}`,
  asCity: '全部恢复为全市时限',
  onlyDistrict: '只有本区（县）或市级的管理员可以提出修改。',
  againstCity: '与全市的差别',
  noVersions: '还没有另定过时限。',
};
export type LimitWords = typeof zh;

export const en: LimitWords = {
  title: 'Limits and alarms',
  lead: 'Limits, windows and alarms of the whole city; what an item says itself goes before. A change is for clocks that start later: those that run keep theirs.',
  inForce: 'The newest version',
  clocks: 'Limits of each step',
  residents: "Residents' windows",
  others: 'Counts and waits',
  cards: 'Yellow and red cards',
  alarms: 'When to remind and when to show a card',
  alarmsHint: 'Shares are of the working time (0 to 1); days are working days',
  change: 'Propose a change',
  changing: 'Change the limits of the city',
  amount: 'Number',
  unit: 'Unit',
  onlyCity: 'Limits hold for the whole city: only its administrators propose a change.',
  back: 'Back to the limits',
  districts: 'Limits of single districts',
  districtsLead:
    'A district may have single limits of its own; all others are those of the city. Proposed by an administrator of the district or of the city, approved by somebody else.',
  proposed: 'waits to be approved',
  same: 'as in the city',
  titleIn: (name) => `Limits of ${name}`,
  leadIn:
    'For requests filed in this district, and for limits that start later. What is not set here is as in the city, and changes with it. Alarms and cards are the same everywhere.',
  limit: 'Limit',
  wholeCity: 'City',
  here: 'This district',
  changingIn: (name) => `Change the limits of ${name}`,
  own: 'Other than the city',
  ownHint: 'Tick the limits that are to differ; those not ticked are as in the city.',
  cityHas: (limit) => `City: ${limit}`,
  asCity: 'All as in the city again',
  onlyDistrict: 'Only administrators of the district, or of the city, propose a change.',
  againstCity: 'Differences to the city',
  noVersions: 'It has had no limits of its own yet.',
};

export const useLimitWords = () => {
  const { say, language } = useWords();
  return { w: language === 'en' ? en : zh, say, language };
};
