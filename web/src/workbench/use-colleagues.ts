/** Who works at an office, for whoever may know: its own people, and the supervisors over it. */
import { useQuery } from '@tanstack/react-query';
import { within } from '../../../domain/region.ts';
import { type Colleague, colleaguesQuery } from './api.ts';
import { useWorker, type Worker } from './me.ts';

/** An office's id ends with the code of its region. */
const regionOf = (officeId: string): string => officeId.slice(officeId.lastIndexOf('-') + 1).padEnd(12, '0');

const mayKnow = (worker: Worker, officeId: string): boolean =>
  worker.officeId === officeId ||
  (worker.role === 'supervisor' && worker.regionCode !== null && within(regionOf(officeId), worker.regionCode));

export const useColleagues = (officeId: string | null): readonly Colleague[] => {
  const worker = useWorker();
  const asked = officeId !== null && mayKnow(worker, officeId) ? officeId : null;
  const { data } = useQuery({ ...colleaguesQuery(asked ?? ''), enabled: asked !== null });
  return data?.colleagues ?? [];
};
