/** What the service found to differ, as rows that people read. */
import type { Language } from '../../i18n/language.ts';
import { partName, valueText } from './part-names.ts';
import type { Difference } from './versions.tsx';

export const differenceRows = (
  found: readonly { path: string; was?: unknown; is?: unknown }[],
  language: Language,
): Difference[] =>
  found.map(({ path, was, is }) => ({
    name: partName(path, language),
    was: valueText(was, language),
    is: valueText(is, language),
  }));
