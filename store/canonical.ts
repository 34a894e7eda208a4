/**
 * One text for one value: JSON with sorted keys and without what is undefined. Digests and hashes are over this text,
 * so the order in which something was put together does not matter.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, nested: unknown) =>
    typeof nested === 'object' && nested !== null && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)))
      : nested,
  );
