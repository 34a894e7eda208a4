/**
 * A small memory of what was read lately. Age is measured with the monotonic clock of the process: it is no moment of
 * the product (those come from the edge as `now`), and it cannot jump when the wall clock is set.
 */
type Entry<Value> = { value: Promise<Value>; until: number };

/**
 * Keeps at most `limit` answers, each for `lifeMs` milliseconds; the oldest leaves first. Rivals for one key share one
 * load. A failed load is not kept.
 */
export const cache = <Value>({ lifeMs, limit }: { lifeMs: number; limit: number }) => {
  const entries = new Map<string, Entry<Value>>();
  return async (key: string, load: () => Promise<Value>): Promise<Value> => {
    const found = entries.get(key);
    if (found && found.until > performance.now()) return found.value;
    const value = load();
    entries.delete(key);
    entries.set(key, { value, until: performance.now() + lifeMs });
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    try {
      return await value;
    } catch (error) {
      if (entries.get(key)?.value === value) entries.delete(key);
      throw error;
    }
  };
};
