/**
 * What a function with ReportBatchItemFailures says about its batch.
 *
 * @param ids identifiers of the batch: message ids, or sequence numbers
 * @returns the failed ones; `all` when the answer is not in order, which Lambda takes for a failure of everything
 */
export const failedItems = (result: unknown, ids: readonly string[]): ReadonlySet<string> | 'all' => {
  if (result === null || result === undefined) return new Set();
  if (typeof result !== 'object') return 'all';
  if (!('batchItemFailures' in result) || result.batchItemFailures === null) return new Set();
  if (!Array.isArray(result.batchItemFailures)) return 'all';
  const failures: readonly unknown[] = result.batchItemFailures;
  const failed = failures.map((failure) =>
    typeof failure === 'object' && failure !== null && 'itemIdentifier' in failure ? failure.itemIdentifier : undefined,
  );
  const known = failed.filter((id) => typeof id === 'string' && ids.includes(id));
  return known.length === failed.length ? new Set(known.map(String)) : 'all';
};
