/** A right answer to every required field of a catalogue item, as a person would give it. */
import { calendarData, workingCalendar } from '../../domain/sla/calendar.ts';
import type { Item } from '../../domain/catalogue.ts';
import type { Field } from '../../domain/field.ts';
import { readFileSync } from 'node:fs';

export type Applicant = { name: string; idCard: string; phone: string; communityCode: string; address: string };

const patterns: Readonly<Record<string, string>> = {
  '^[\\p{Script=Han}·]{2,20}$': '演示娃',
  '^[A-Z]\\d{9}$': 'A123456789',
  '^\\d{12,19}$': '6222000000000000',
  '^\\d{6,20}$': '12345678',
};

const { years, festivals } = calendarData.parse(
  JSON.parse(readFileSync(new URL('../../data/calendar.json', import.meta.url), 'utf8')),
);
const calendar = workingCalendar(years, festivals);

const answer = (field: Field, applicant: Applicant, today: string): unknown => {
  const known: Record<string, unknown> = {
    'resident.name': applicant.name,
    'resident.idCard': applicant.idCard,
    'resident.phone': applicant.phone,
    'resident.address': { regionCode: applicant.communityCode, detail: applicant.address },
  };
  if (field.prefill !== undefined && field.prefill in known) return known[field.prefill];
  switch (field.type) {
    case 'text':
      if (field.pattern === undefined) return '演示';
      return patterns[field.pattern] ?? `${applicant.idCard}43`;
    case 'number':
      return field.min ?? 1;
    case 'date':
      return field.workdayOnly ? calendar.workdayAfter(today, 2) : calendar.workdayAfter(today, -2);
    case 'select': {
      const value = field.default ?? field.options[0]?.value;
      return field.multiple ? [value] : value;
    }
    case 'phone':
      return applicant.phone;
    case 'idcard':
      return applicant.idCard;
    case 'address':
      return { regionCode: applicant.communityCode, detail: applicant.address };
    case 'file':
      return 'on-paper';
  }
};

/** Required fields that are always shown; `today` as YYYY-MM-DD. */
export const answersFor = (item: Pick<Item, 'form'>, applicant: Applicant, today: string): Record<string, unknown> =>
  Object.fromEntries(
    item.form.fields
      .filter(({ required, showIf }) => required && showIf === undefined)
      .map((field) => [field.id, answer(field, applicant, today)]),
  );
