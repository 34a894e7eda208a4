/** Who works here: staff with an office. Of everybody else the workbench knows nothing. */
import { createContext, useContext } from 'react';

export type Worker = { readonly id: string; readonly role: string; readonly officeId: string };

const context = createContext<Worker | undefined>(undefined);
export const WorkerProvider = context.Provider;

export const useWorker = (): Worker => {
  const worker = useContext(context);
  if (!worker) throw new Error('the workbench was opened by nobody');
  return worker;
};

/** The community of a station; an office of a department answers for more than one. */
export const communityOf = ({ officeId }: Worker): string | undefined => /^station-(\d{12})$/.exec(officeId)?.[1];
