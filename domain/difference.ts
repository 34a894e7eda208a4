/** What differs between two versions, part by part: lists whose entries have names are compared entry by entry. */
export type Difference = { path: string; was: unknown; is: unknown };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** By what an entry of a list is told from the others. */
const nameOf = (entry: unknown): string | undefined => {
  if (!isRecord(entry)) return undefined;
  const name = entry['ref'] ?? entry['id'] ?? entry['value'] ?? entry['regionCode'];
  return typeof name === 'string' ? name : undefined;
};

const byName = (list: readonly unknown[]): Record<string, unknown> | undefined => {
  const names = list.map(nameOf);
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  return isNamed ? Object.fromEntries(list.map((entry, i) => [names[i] ?? '', entry])) : undefined;
};

/** `[]` where nothing differs. An absent value is undefined; the order of named entries is a difference of its own. */
export const differences = (was: unknown, is: unknown, path = ''): Difference[] => {
  const inside = path === '' ? '' : `${path}.`;
  if (Array.isArray(was) && Array.isArray(is) && was.length + is.length > 0) {
    const [before, after] = [byName(was), byName(is)];
    if (before && after) {
      const [order, now] = [
        Object.keys(before).filter((name) => name in after),
        Object.keys(after).filter((name) => name in before),
      ];
      const moved = order.join() === now.join() ? [] : [{ path, was: order, is: now }];
      return [...differences(before, after, path), ...moved];
    }
  }
  if (isRecord(was) && isRecord(is))
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) =>
      differences(was[name], is[name], `${inside}${name}`),
    );
  return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ path, was, is }];
};
