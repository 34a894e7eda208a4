/** A target as people read it. Shares are stored as 0 to 1 and shown, and typed, as per cent. */
import type { Language } from '../../i18n/language.ts';
import type { Reply } from '../../api/api.ts';
import { read } from '../../api/api.ts';
import { dateText } from '../../ui/dates.ts';
import type { Difference } from '../parts/versions.tsx';
import { en, zh } from './words.ts';

export type Target = Reply<'GET', '/targets'>['targets'][number]['target'];

export const targetsQuery = { queryKey: ['targets'], queryFn: () => read('/targets') };
export const versionsQuery = (id: string) => ({
  queryKey: ['targets', id, 'versions'],
  queryFn: () => read('/targets/{id}/versions', { params: { id } }),
});

export const isShare = ({ measure }: Target): boolean => measure !== 'households-per-worker';
/** 0.925 → 92.5, without what binary fractions add. */
export const toPercent = (share: number): number => Number((share * 100).toFixed(6));
export const fromPercent = (percent: number): number => Number((percent / 100).toFixed(8));

export const goalText = (target: Target, where: 'urban' | 'rural', language: Language): string => {
  const value = target.goal[where];
  return isShare(target) ? `${toPercent(value)}%` : (language === 'en' ? en : zh).households(value);
};

export const compareTargets = (was: Target, is: Target, language: Language): Difference[] => {
  const w = language === 'en' ? en : zh;
  const linesOf = (target: Target) => [
    { name: w.urban, value: goalText(target, 'urban', language) },
    { name: w.rural, value: goalText(target, 'rural', language) },
    { name: w.dueOn, value: dateText(target.dueOn, language) },
    { name: w.source, value: target.source },
  ];
  const before = linesOf(was);
  return linesOf(is).flatMap(({ name, value }, i) => {
    const old = before[i]?.value ?? '';
    return old === value ? [] : [{ name, was: old, is: value }];
  });
};
