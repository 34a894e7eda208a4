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
};

export const useLimitWords = () => {
  const { say, language } = useWords();
  return { w: language === 'en' ? en : zh, say, language };
};
