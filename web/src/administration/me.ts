/** Who administers: an administrator of a region, or a supervisor of the city, who confirms what the city's propose. */
import { createContext, useContext } from 'react';
import { levelOf } from '../../../domain/region.ts';

export type Administrator = {
  readonly id: string;
  readonly role: 'administrator' | 'supervisor';
  readonly regionCode: string;
};

const context = createContext<Administrator | undefined>(undefined);
export const AdministratorProvider = context.Provider;

export const useAdministrator = (): Administrator => {
  const found = useContext(context);
  if (!found) throw new Error('the administration was opened by nobody');
  return found;
};

export const isOfCity = ({ regionCode }: Pick<Administrator, 'regionCode'>): boolean => levelOf(regionCode) === 1;

/** Whoever has something to do here; the service decides about each call all the same. */
export const administratorIn = (me: {
  id: string;
  role: string | null;
  regionCode: string | null;
}): Administrator | undefined => {
  const { id, role, regionCode } = me;
  if (regionCode === null) return undefined;
  if (role === 'administrator') return { id, role, regionCode };
  return role === 'supervisor' && isOfCity({ regionCode }) ? { id, role, regionCode } : undefined;
};
