/** Who works here: people of an office, and whoever answers for a region. */
import { createContext, useContext } from 'react';

export type Worker = {
  readonly id: string;
  readonly role: string;
  /** Of clerks and officers. */
  readonly officeId: string | null;
  /** Of supervisors, arbiters and auditors: the region that they are over. */
  readonly regionCode: string | null;
  /** Their part of the pages, where the way back leads. */
  readonly home: '/workbench' | '/supervision';
};
/** Somebody with an office, as everybody at the workbench is. */
export type Desk = Worker & { readonly officeId: string };

const context = createContext<Worker | undefined>(undefined);
export const WorkerProvider = context.Provider;

export const useWorker = (): Worker => {
  const worker = useContext(context);
  if (!worker) throw new Error('pages of staff were opened by nobody');
  return worker;
};

export const useDesk = (): Desk => {
  const { officeId, ...worker } = useWorker();
  if (officeId === null) throw new Error('the workbench was opened by somebody without an office');
  return { ...worker, officeId };
};

/** The community of a station; an office of a department answers for more than one. */
export const communityOf = ({ officeId }: Desk): string | undefined => /^station-(\d{12})$/.exec(officeId)?.[1];
