/** No change of offices leaves a matter without its one office, unless people take it who route by hand. */
import type { z } from 'zod';
import type { unroutedTo } from '../domain/proposal.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { ChangeCheck } from './routing-of-change.ts';

/** So many are named one by one. */
const named = 50;

/** Where nobody takes in what is filed, nobody can file: no human queue helps. Two offices for one matter are never meant. */
export const unroutedRefusal = ({ unrouted }: ChangeCheck, to: z.infer<typeof unroutedTo>): Refusal | null => {
  const stray = unrouted.filter(({ itemId, offices }) => to === 'refuse' || itemId === '*' || offices.length > 0);
  if (stray.length === 0) return null;
  const errors = stray.slice(0, named).map(({ communityCode, zh, en, offices }) => ({
    path: communityCode,
    code: offices.length > 0 ? 'ambiguous' : 'unrouted',
    zh: offices.length > 0 ? `“${zh}”有 ${offices.length} 个承办单位：${offices.join('、')}` : `“${zh}”没有承办单位`,
    en: offices.length > 0 ? `"${en}" has ${offices.length} offices: ${offices.join(', ')}` : `"${en}" has no office`,
    seen: offices.join(' '),
  }));
  return refuse(
    'invalid',
    {
      zh: `有 ${stray.length} 个“事项 × 社区”将没有唯一的承办单位，请先指定承接单位${to === 'refuse' ? '，或选择由人工派单' : ''}。`,
      en: `${stray.length} pairs of matter and community would not have exactly one office: name an heir first${to === 'refuse' ? ', or let people route by hand' : ''}.`,
    },
    errors,
  );
};
