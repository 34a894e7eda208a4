/** Event filtering of event source mappings: the pattern grammar as far as Lambda takes it. */

type Json = unknown;
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const numeric = (test: readonly Json[], value: Json): boolean => {
  if (typeof value !== 'number') return false;
  for (let index = 0; index + 1 < test.length; index += 2)
    if (!compare[String(test[index])]?.(value, Number(test[index + 1]))) return false;
  return true;
};

/** One condition against one value that is there. */
const holds = (condition: Json, value: Json): boolean => {
  if (!isObject(condition)) return condition === value;
  const [[kind, test] = ['', undefined]] = Object.entries(condition);
  switch (kind) {
    case 'exists':
      return test === true;
    case 'prefix':
      return typeof value === 'string' && value.startsWith(String(test));
    case 'suffix':
      return typeof value === 'string' && value.endsWith(String(test));
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === String(test).toLowerCase();
    case 'anything-but':
      return ![test].flat().some((other) => holds(other, value));
    case 'numeric':
      return Array.isArray(test) && numeric(test, value);
    default:
      throw new Error(`Local mode does not know the filter ${JSON.stringify(condition)}. 本地模式不支持该过滤条件。`);
  }
};

const absenceAllowed = (conditions: readonly Json[]): boolean =>
  conditions.some((condition) => isObject(condition) && condition['exists'] === false);

const matchesPattern = (pattern: Record<string, Json>, value: Json): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or')
      return Array.isArray(wanted) && wanted.some((one) => isObject(one) && matchesPattern(one, value));
    const found = isObject(value) ? value[key] : undefined;
    if (isObject(wanted)) return matchesPattern(wanted, found);
    if (!Array.isArray(wanted)) throw new Error(`The filter for ${key} is no list: ${JSON.stringify(wanted)}`);
    if (found === undefined) return absenceAllowed(wanted);
    const values = Array.isArray(found) ? found : [found];
    return wanted.some((condition) => values.some((one) => holds(condition, one)));
  });

/**
 * Returns whether a record passes. No pattern lets everything pass; of several, one is enough.
 *
 * @param patterns JSON texts as they stand in the template
 */
export const recordFilter = (patterns: readonly string[]): ((record: unknown) => boolean) => {
  const parsed = patterns.map((text): unknown => JSON.parse(text)).filter(isObject);
  return (record) => parsed.length === 0 || parsed.some((pattern) => matchesPattern(pattern, record));
};
