/** The places of the workbench, each with its key. */
export const places = [{ to: '/workbench', name: 'board', key: 'b' }] as const;
