/** The places of the workbench, each with its key. */
export const places = [
  { to: '/workbench', name: 'board', key: 'b' },
  { to: '/workbench/counter', name: 'counter', key: 'c' },
  { to: '/workbench/phone', name: 'phone', key: 'p' },
  { to: '/workbench/visit', name: 'visit', key: 'v' },
  { to: '/workbench/needs', name: 'care', key: 'w' },
  { to: '/workbench/visitors', name: 'queue', key: 'q' },
] as const;
