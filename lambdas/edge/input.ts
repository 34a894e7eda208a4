/** From what came over the wire to what an operation works with; what does not fit is named, in both languages. */
import * as z from 'zod';
import { fieldName, type FieldProblem, type Refusal, refuse } from '../../domain/refusal.ts';

/** A request body may be so long, in bytes of UTF-8: what it holds has to fit into one item. Files travel apart. */
const maxBody = 200_000;
/** Objects and lists within each other; the deepest that any row asks for is four. */
const maxDepth = 20;

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
};

/**
 * Nothing that people type and nobody can see: control characters but those of lines and tabs, halves of surrogate
 * pairs (no UTF-8 holds them, and a hash of the text would not be that of what is read back), and the marks that turn
 * the direction of writing, by which a text shows as another than it is.
 */
const unwritable = /(?![\t\n\r])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

const inText = {
  code: 'characters',
  zh: '含有看不见的控制字符，请删去后重新输入',
  en: 'has control characters that cannot be seen; type it again',
};
/** What schemas pass over in silence: in JavaScript it is the name of something else. */
const inName = { code: 'name', zh: '这不能作字段名', en: 'cannot be the name of a field' };

/** The first text, or name of a field, that nothing may hold. */
const unfitIn = (value: unknown, path: readonly string[] = []): FieldProblem | undefined => {
  if (typeof value === 'string') return unwritable.test(value) ? { path: path.join('.'), ...inText } : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? key : fieldName(key)];
    if (key === '__proto__') return { path: here.join('.'), ...inName };
    const found = unwritable.test(key) ? { path: here.join('.'), ...inText } : unfitIn(inner, here);
    if (found) return found;
  }
  return undefined;
};

/** Values that may be repeated to the caller: short, and not words that a person typed. */
const seenAt = (root: unknown, path: readonly PropertyKey[], secret: readonly string[]): string | undefined => {
  if (path.length === 0 || secret.includes(String(path[0]))) return undefined;
  const value = path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
};

type Sentence = { zh: string; en: string };

const list = (values: readonly unknown[]) => values.map(String).join(', ');

/** A reply is never as long as what provoked it. */
const most = { names: 20, problems: 100 };
const names = (keys: readonly string[]) =>
  list(keys.slice(0, most.names).map(fieldName)) + (keys.length > most.names ? ' …' : '');

/** What a schema says itself, `中文 / English` in one line. A test looks for schemas that say it in one language. */
const inBothOf = (message: string): Sentence => {
  const [zh = '', en] = message.split(' / ');
  return en === undefined ? { zh: `不正确，请对照 GET /openapi.json：${message}`, en: message } : { zh, en };
};

const sentenceOf = (issue: z.core.$ZodIssue): Sentence => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { zh: '必填', en: 'is required' }
        : { zh: `类型应为 ${issue.expected}`, en: `must be of type ${issue.expected}` };
    case 'unrecognized_keys':
      return {
        zh: `不认识的字段：${names(issue.keys)}`,
        en: `unknown fields: ${names(issue.keys)}`,
      };
    case 'invalid_value':
      return { zh: `只能是：${list(issue.values)}`, en: `must be one of: ${list(issue.values)}` };
    case 'too_small':
      return { zh: `不能小于或短于 ${issue.minimum}`, en: `must be at least ${issue.minimum}` };
    case 'too_big':
      return { zh: `不能大于或长于 ${issue.maximum}`, en: `must be at most ${issue.maximum}` };
    case 'invalid_format': {
      const pattern = 'pattern' in issue && issue.pattern ? String(issue.pattern) : undefined;
      return {
        zh: pattern ? `格式不正确，应符合 ${pattern}` : '格式不正确',
        en: `has the wrong format${pattern ? `: ${pattern}` : ''}`,
      };
    }
    case 'invalid_union':
      return {
        zh: '与允许的任何一种写法都不符，写法见 GET /openapi.json',
        en: 'fits none of the forms that it may have, see GET /openapi.json',
      };
    case 'not_multiple_of':
      return { zh: `应为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    default:
      return inBothOf(issue.message);
  }
};

const problemsOf = (error: z.ZodError, input: unknown, secret: readonly string[]): FieldProblem[] =>
  error.issues.slice(0, most.problems).map((issue) => {
    const seen = seenAt(input, issue.path, secret);
    return {
      path: issue.path.map((part) => (typeof part === 'number' ? part : fieldName(String(part)))).join('.'),
      code: issue.code,
      ...sentenceOf(issue),
      ...(seen === undefined ? {} : { seen }),
    };
  });

/** Checks a value against its schema; `secret` names the fields whose values are never repeated. */
export const parse = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  secret: readonly string[] = [],
): { value: z.output<Schema> } | Refusal => {
  const unfit = unfitIn(input);
  if (unfit) return refuse('invalid', {}, [unfit]);
  const result = schema.safeParse(input, { reportInput: true });
  return result.success ? { value: result.data } : refuse('invalid', {}, problemsOf(result.error, input, secret));
};

const isJson = (contentType = ''): boolean => /^application\/json\s*(;|$)/i.test(contentType.trim());

/** The JSON of a body; no body at all is an empty object. */
export const bodyOf = (
  body: string | undefined,
  isBase64Encoded: boolean,
  contentType: string | undefined,
): { value: unknown } | Refusal => {
  if (!body) return { value: {} };
  if (!isJson(contentType)) return refuse('wrong-media-type');
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBody) return refuse('too-large', { seen: String(bytes), limit: String(maxBody) });
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value)
      ? refuse('invalid', {
          zh: `嵌套过深，最多 ${maxDepth} 层。`,
          en: `Nested too deeply: at most ${maxDepth} levels.`,
        })
      : { value };
  } catch (error) {
    // The parser's message can quote the text; only the place is told.
    const position = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    return refuse('not-json', position === undefined ? {} : { position });
  }
};

/** `If-Match: "12"` → 12; also from the tag of a reply that is asked for again and again, `W/"12.…"`. */
export const versionOf = (header: string | undefined): { value: number | undefined } | Refusal => {
  if (header === undefined) return { value: undefined };
  const match = /^(?:W\/)?"?(\d{1,9})(?:\.[\w-]{1,40})?"?$/.exec(header.trim());
  return match
    ? { value: Number(match[1]) }
    : refuse('version-required', {
        zh: 'If-Match 应为版本号，如 "3"。',
        en: 'If-Match must be a version, like "3".',
        seen: header.slice(0, 20),
      });
};

/** Idempotency-Key: 8 to 64 letters, digits, `-` or `_`. */
export const keyOf = (header: string | undefined): { value: string } | Refusal =>
  header !== undefined && /^[\w-]{8,64}$/.test(header.trim()) ? { value: header.trim() } : refuse('key-required', {});
