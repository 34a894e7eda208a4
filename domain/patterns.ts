/**
 * Patterns that can mean that numbers are made rather than earned. Each is a list with its evidence, for somebody to look
 * into: none proves anything, and each says what else it may be.
 */
export const patterns = {
  'closed-and-reopened': {
    zh: '办结后又重办的比例高',
    en: 'Many matters were closed and then reopened',
    means: '可能为赶期限先办结。Perhaps closed to keep a date.',
    or: '疑难事项多、居民有新情况、复核从宽，都会如此。Hard matters, new facts, or a lenient reviewer look the same.',
    atLeast: 3,
    share: 0.1,
  },
  'stopped-late': {
    zh: '临到期限才询问居民或开始特殊环节',
    en: 'Questions or special steps began on the last day of the limit',
    means: '可能为停住时限。Perhaps to stop the clock.',
    or: '有的问题到最后一步才出现；前一单位送来已晚。Some questions arise at the last step; it may have come late from another desk.',
    atLeast: 3,
    share: 0.3,
  },
  'many-ratings': {
    zh: '同一居民当月评价很多',
    en: 'One resident rated many times in a month',
    means: '可能代人评价或刷评。Perhaps rated for others, or to lift a number.',
    or: '一次办多件的家庭、代办老人事务的子女很常见。A household with many matters, or a child acting for parents, is common.',
    atLeast: 5,
    share: 0,
  },
  'one-device': {
    zh: '不同居民的多次评价来自同一设备',
    en: 'Ratings of different residents came from one device',
    means: '可能由工作人员或他人代评。Perhaps somebody else rated in their place.',
    or: '同一网络里同型号的手机、家里共用的手机、服务站的公用电脑看起来一样。Phones of one model in one network, a shared phone or a public computer look the same.',
    atLeast: 5,
    share: 0,
  },
} as const;
export type PatternName = keyof typeof patterns;

/** What the desk cannot see, said openly. */
export const undetected = [
  {
    pattern: 'one-screen',
    zh: '窗口评价都按在单位自己的屏幕上，看不出是谁按的：请比较各评价方式的满意率（ratedBy），看是谁打开的（openedBy）。',
    en: "At the counter all press the desk's own screen, and nobody sees who pressed: compare the ways of rating (ratedBy) and who opened the screens.",
  },
] as const;

export type Evidence = { group: string; ticketIds: string[]; cases: number; of: number | null };

/**
 * The groups (an office, a resident) that stand out: at least so many cases, and more than the share of `of`, where there
 * is such a number. Most cases first.
 */
export const standingOut = (
  name: PatternName,
  cases: readonly { group: string; ticketId: string }[],
  of: ReadonlyMap<string, number> | null,
): Evidence[] => {
  const { atLeast, share } = patterns[name];
  return [...Map.groupBy(cases, ({ group }) => group)]
    .map(([group, own]) => ({
      group,
      ticketIds: [...new Set(own.map(({ ticketId }) => ticketId))],
      cases: own.length,
      of: of?.get(group) ?? null,
    }))
    .filter(({ cases, of }) => cases >= atLeast && (of === null || (of > 0 && cases / of > share)))
    .sort((a, b) => b.cases - a.cases || (a.group < b.group ? -1 : 1));
};
