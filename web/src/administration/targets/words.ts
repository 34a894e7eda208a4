import { useWords } from '../../i18n/i18n.ts';

export const zh = {
  title: '规划目标',
  back: '回目标列表',
  name: '目标',
  urban: '城市社区',
  rural: '农村社区',
  dueOn: '到期日',
  version: '版本',
  source: '依据',
  state: '状态',
  open: '待确认',
  none: '—',
  lead: '数值和到期日按规划或后来的决定；一人提出，另一人确认。每个版本都保留。',
  propose: '提出修改',
  proposing: (name: string) => `修改目标：${name}`,
  percentHint: '百分比，0 至 100',
  householdsHint: '每名专职工作者服务的户数',
  sourceHint: '决定的标题和文号',
  send: '提出',
  sent: '已提出，等另一人确认。',
  approved: '已生效。',
  households: (n: number) => `${n} 户`,
  onlyCity: '目标及于全市，只有市级管理员可以提出修改。',
  inForce: '现行',
};
export type TargetWords = typeof zh;

export const en: TargetWords = {
  title: "The plan's targets",
  back: 'Back to the targets',
  name: 'Target',
  urban: 'Urban communities',
  rural: 'Rural communities',
  dueOn: 'Due on',
  version: 'Version',
  source: 'Source',
  state: 'State',
  open: 'to be confirmed',
  none: '—',
  lead: 'Values and due dates are those of the plan or of a later decision; one person proposes, another confirms. Every version is kept.',
  propose: 'Propose a change',
  proposing: (name) => `Change the target: ${name}`,
  percentHint: 'per cent, 0 to 100',
  householdsHint: 'households for each full-time worker',
  sourceHint: 'The decision, by title and number',
  send: 'Propose',
  sent: 'Proposed; somebody else confirms it.',
  approved: 'It is in force.',
  households: (n) => `${n} households`,
  onlyCity: 'Targets hold for the whole city: only administrators of the city propose a change.',
  inForce: 'In force',
};

export const useTargetWords = () => {
  const { say, language } = useWords();
  return { w: language === 'en' ? en : zh, say, language };
};
