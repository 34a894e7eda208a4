/** Who looks on here: the region that they are over, and which places that opens to them. */
import { within } from '../../../domain/region.ts';
import { useWorker, type Worker } from '../workbench/me.ts';

/** Somebody over a region. */
export type Overseer = Worker & { readonly regionCode: string };

export const useOverseer = (): Overseer => {
  const { regionCode, ...worker } = useWorker();
  if (regionCode === null) throw new Error('supervision was opened by somebody without a region');
  return { ...worker, regionCode };
};

export const isOver = ({ regionCode }: Overseer, code: string): boolean => within(code, regionCode);

/** Each place with its key, and the roles that it is for; the service decides, this only leads nobody into a wall. */
export const places = [
  { to: '/supervision', name: 'attention', key: 'l', roles: ['supervisor', 'arbiter'] },
  { to: '/supervision/audit', name: 'audit', key: 'a', roles: ['auditor'] },
  { to: '/supervision/numbers', name: 'numbers', key: 'd', roles: ['supervisor', 'auditor', 'administrator'] },
  { to: '/supervision/reports', name: 'reports', key: 'r', roles: ['supervisor', 'auditor', 'administrator'] },
] as const;

export const placesOf = ({ role }: Pick<Worker, 'role'>) =>
  places.filter(({ roles }) => roles.some((each) => each === role));
