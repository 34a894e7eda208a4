/**
 * Every function of the system and the file it starts from. The bundle, the constructs and the tests read this list.
 * The first five answer HTTP: a row of contract/routes.ts names one of them.
 */
export const functionEntries = {
  public: 'lambdas/public.ts',
  tickets: 'lambdas/tickets.ts',
  papers: 'lambdas/papers.ts',
  desk: 'lambdas/desk.ts',
  supervision: 'lambdas/supervision.ts',
  'route-ticket': 'lambdas/queue/route-ticket.ts',
  'receive-work': 'lambdas/queue/receive-work.ts',
  'send-notice': 'lambdas/queue/send-notice.ts',
  'raise-card': 'lambdas/queue/raise-card.ts',
  'check-paper': 'lambdas/queue/check-paper.ts',
  'publish-events': 'lambdas/stream/publish-events.ts',
  'count-events': 'lambdas/stream/count-events.ts',
  'sweep-clocks': 'lambdas/schedule/sweep-clocks.ts',
  'reconcile-events': 'lambdas/schedule/reconcile-events.ts',
  'anchor-chains': 'lambdas/schedule/anchor-chains.ts',
  'erase-residents': 'lambdas/schedule/erase-residents.ts',
  'drop-content': 'lambdas/schedule/drop-content.ts',
  'drop-papers': 'lambdas/schedule/drop-papers.ts',
} as const;

export type FunctionName = keyof typeof functionEntries;

/**
 * What a function needs rarely, and would only slow its start: each a file beside it, which the first `import()` loads.
 * It has its own copy of whatever it imports, so nothing that keeps a state or a connection.
 */
export const functionParts: { readonly [Name in FunctionName]?: string } = {
  public: 'contract/openapi.ts',
  supervision: 'lambdas/workbook.ts',
};
