/** Every word of the pages in both languages, and a name for all that the catalogue refers to. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { departments as known } from '../../domain/catalogue.ts';
import { departments } from '../../web/src/pages/home/departments.ts';
import { en } from '../../web/src/i18n/en.ts';
import { zh } from '../../web/src/i18n/zh.ts';
import { en as staffEn } from '../../web/src/workbench/en.ts';
import { zh as staffZh } from '../../web/src/workbench/zh.ts';
import { en as administrationEn } from '../../web/src/administration/en.ts';
import { zh as administrationZh } from '../../web/src/administration/zh.ts';
import * as calendar from '../../web/src/administration/calendar/words.ts';
import * as catalogueWords from '../../web/src/administration/catalogue/words.ts';
import * as limits from '../../web/src/administration/limits/words.ts';
import * as offices from '../../web/src/administration/offices/words.ts';
import * as proposals from '../../web/src/administration/parts/proposal-words.ts';
import * as facts from '../../web/src/administration/facts/words.ts';
import * as staffPages from '../../web/src/administration/staff/words.ts';
import * as targets from '../../web/src/administration/targets/words.ts';
import { en as communityEn } from '../../web/src/pages/community/en.ts';
import { zh as communityZh } from '../../web/src/pages/community/zh.ts';
import { en as supervisionEn } from '../../web/src/supervision/en.ts';
import { zh as supervisionZh } from '../../web/src/supervision/zh.ts';

/** Path and text of every word. */
const entriesOf = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : entriesOf(value as object, `${path}${key}.`),
  );
const gaps = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) => name ?? []).sort();

test('the same keys, in the same order', () => {
  expect(entriesOf(en).map(([key]) => key)).toEqual(entriesOf(zh).map(([key]) => key));
});

test('none is empty, and both have the same gaps to fill', () => {
  const english = new Map(entriesOf(en));
  for (const [key, text] of entriesOf(zh)) {
    const other = english.get(key) ?? '';
    expect({ key, empty: text.trim() === '' || other.trim() === '', gaps: gaps(other) }).toEqual({
      key,
      empty: false,
      gaps: gaps(text),
    });
  }
});

test('English is English', () => {
  const chinese = entriesOf(en).filter(([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'app.otherLanguage');
  expect(chinese).toEqual([]);
});

test.each([
  { part: 'workbench', zh: staffZh, en: staffEn },
  { part: 'supervision', zh: supervisionZh, en: supervisionEn },
  { part: 'public pages', zh: communityZh, en: communityEn },
  { part: 'administration', zh: administrationZh, en: administrationEn },
  { part: 'calendar', ...calendar },
  { part: 'staff', ...staffPages },
  { part: 'targets', ...targets },
  { part: 'facts', ...facts },
  { part: 'catalogue', ...catalogueWords },
  { part: 'offices', ...offices },
  { part: 'limits', ...limits },
  { part: 'proposals', ...proposals },
])('the words of staff, $part: the same keys, none empty, and English is English', (words) => {
  expect(entriesOf(words.en).map(([key]) => key)).toEqual(entriesOf(words.zh).map(([key]) => key));
  const faulty = [...entriesOf(words.en), ...entriesOf(words.zh)].filter(([, text]) => text.trim() === '');
  const chinese = entriesOf(words.en).filter(([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'otherLanguage');
  expect([...faulty, ...chinese]).toEqual([]);
});

const catalogue: {
  applicantGroups: { id: string }[];
  items: { id: string; declareWithin?: { from: string }; materials: { when?: string }[] }[];
} = JSON.parse(readFileSync(new URL('../../data/service-catalogue.json', import.meta.url), 'utf8'));

test('what the catalogue names has words', () => {
  expect(catalogue.applicantGroups.map(({ id }) => id).filter((id) => !(id in zh.groups))).toEqual([]);
  const since = catalogue.items.flatMap(({ declareWithin }) => declareWithin?.from ?? []);
  expect(since.filter((from) => !(from in zh.since))).toEqual([]);
  const conditions = catalogue.items.flatMap(({ materials }) => materials.flatMap(({ when }) => when ?? []));
  expect(conditions.filter((when) => !(when in zh.when))).toEqual([]);
});

test('every department has its tile', () => {
  expect([...departments].sort()).toEqual([...known].sort());
});
