import { useWords } from '../../i18n/i18n.ts';

export const zh = {
  title: '区域基数',
  lead: '参与率、每名专职工作者服务户数等目标的分母。没有别的来源，由本区域的管理员按统计公报或台账录入。',
  region: '区域',
  below: '下级区域',
  up: '上级',
  population: '人口',
  households: '户数',
  workers: '专职工作者（人）',
  asOf: '截至',
  source: '来源',
  sourceHint: '统计公报、台账的名称',
  none: '未录入',
  enter: '录入',
  change: '更改',
  entering: (name: string) => `录入：${name}`,
  saved: (name: string) => `${name}：已保存。`,
  future: '不能晚于今天',
  list: (name: string) => `${name}及下级`,
};
export type FactWords = typeof zh;

export const en: FactWords = {
  title: 'Region facts',
  lead: 'What targets such as participation or households per worker are divided by. No source has them: administrators of the region enter them from the statistics.',
  region: 'Region',
  below: 'Regions below',
  up: 'One level up',
  population: 'Inhabitants',
  households: 'Households',
  workers: 'Full-time workers',
  asOf: 'As of',
  source: 'Source',
  sourceHint: 'Name of the statistics or the register',
  none: 'not entered',
  enter: 'Enter',
  change: 'Change',
  entering: (name) => `Enter: ${name}`,
  saved: (name) => `${name}: saved.`,
  future: 'not after today',
  list: (name) => `${name} and the regions below`,
};

export const useFactWords = () => {
  const { say, language } = useWords();
  return { w: language === 'en' ? en : zh, say, language };
};
