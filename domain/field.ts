/** One field of an item's form: the eight types and what each may add. The answers are checked in form.ts. */
import * as z from 'zod';
import { regionLevel } from './region.ts';
import { civilDate } from './time.ts';

const text = z.string().min(1);
const named = { zh: text, en: text };
/** `today` is the day of filing. */
const dateBound = z.union([z.literal('today'), civilDate]);
/** Regular expressions are read with the `u` flag: they count characters, not halves of rare ones. */
const pattern = z.string().refine(
  (source) => {
    try {
      return new RegExp(source, 'u').source !== '';
    } catch {
      return false;
    }
  },
  { error: '正则表达式无法解析 / not a regular expression (u flag)' },
);

/** What a resident's file can know of the answers of a form: personal data, and where money is paid to. */
export const knownFields = ['name', 'idCard', 'phone', 'address', 'bankAccount'] as const;
export type KnownField = (typeof knownFields)[number];

const common = {
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  ...named,
  required: z.boolean(),
  /** Asked only while every named field has (one of) these values. */
  showIf: z.record(text, z.union([text, z.array(text).min(1)])).optional(),
  /** Where the resident file fills it in. */
  prefill: z.enum(knownFields.map((name) => `resident.${name}` as const)).optional(),
  /** Never shown back, in any message or list. */
  sensitive: z.boolean().optional(),
};

export const field = z.discriminatedUnion('type', [
  /** `maxLength` counts characters (code points). */
  z.strictObject({
    ...common,
    type: z.literal('text'),
    maxLength: z.int().positive().optional(),
    pattern: pattern.optional(),
  }),
  z.strictObject({ ...common, type: z.literal('number'), min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({
    ...common,
    type: z.literal('date'),
    min: dateBound.optional(),
    max: dateBound.optional(),
    workdayOnly: z.boolean().optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('select'),
    options: z.array(z.strictObject({ value: text, ...named })).min(1),
    /** What a screen preselects; an answer is never invented. */
    default: text.optional(),
    multiple: z.boolean().optional(),
  }),
  z.strictObject({ ...common, type: z.literal('phone'), pattern }),
  z.strictObject({
    ...common,
    type: z.literal('idcard'),
    pattern,
    checksum: z.literal('GB11643'),
    mask: z.boolean().optional(),
  }),
  /** The region must be at least as near as `regionLevel`. */
  z.strictObject({ ...common, type: z.literal('address'), regionLevel: regionLevel.optional() }),
  z.strictObject({
    ...common,
    type: z.literal('file'),
    material: text,
    accept: z.array(z.enum(['jpg', 'png', 'pdf'])).min(1),
    maxMb: z.number().positive(),
    multiple: z.boolean().optional(),
  }),
]);
export type Field = Readonly<z.infer<typeof field>>;
export type FieldOf<T extends Field['type']> = Extract<Field, { type: T }>;

/** What is wrong between the fields of one form: ids used twice, defaults and conditions that can never hold. */
export const fieldProblems = (fields: readonly Field[]): readonly string[] => {
  const problems: string[] = [];
  const earlier = new Map<string, Field>();
  for (const field of fields) {
    if (earlier.has(field.id)) problems.push(`字段“${field.id}”重复 / field ${field.id} appears twice`);
    if (field.type === 'select' && field.default !== undefined && !hasOption(field, field.default)) {
      problems.push(`“${field.id}”的默认值不在选项中 / the default of ${field.id} is not an option: ${field.default}`);
    }
    for (const [id, values] of Object.entries(field.showIf ?? {})) {
      const asked = earlier.get(id);
      if (asked?.type !== 'select') {
        problems.push(
          `“${field.id}”的显示条件须为在前的选择项 / ${field.id}.showIf must name an earlier select: ${id}`,
        );
      } else if (![values].flat().every((value) => hasOption(asked, value))) {
        problems.push(
          `“${field.id}”的显示条件值不在选项中 / ${field.id}.showIf wants a value that ${id} does not offer`,
        );
      }
    }
    earlier.set(field.id, field);
  }
  return problems;
};

export const hasOption = (field: FieldOf<'select'>, value: string): boolean =>
  field.options.some((option) => option.value === value);
