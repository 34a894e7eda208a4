/** The item's own plan: which steps may begin now, where, and until when. */
import { type Step, stationDepartment } from '../catalogue.ts';
import type { CivilDate } from '../time.ts';
import { windowEnd } from './clocks.ts';
import type { Context } from './context.ts';
import type { StepRecord } from './state.ts';

/** The station's forwarding work, done with acceptance itself. */
const isForwarding = ({ id, department }: Step) => id === 'accept' && department === stationDepartment;

/**
 * The steps that become ready on a date, once these are done. Parallel branches become ready together. A step whose
 * office is not known is left to the deciding office, which has the ticket anyway.
 */
export const readySteps = (
  context: Pick<Context, 'item' | 'stepOffices' | 'calendar' | 'hours' | 'rules'>,
  on: CivilDate,
  done: readonly string[],
  known: readonly StepRecord[] = [],
): StepRecord[] => {
  const { item, stepOffices } = context;
  const finished = new Set([...done, ...item.steps.filter(isForwarding).map(({ id }) => id)]);
  return item.steps
    .filter(({ id }) => !finished.has(id) && !known.some((step) => step.id === id))
    .filter(({ dependsOn = [] }) => dependsOn.every((id) => finished.has(id)))
    .flatMap(({ id, workdays }) => {
      const officeId = stepOffices[id];
      const due = windowEnd(on, { n: workdays, unit: 'wd' }, context);
      return officeId ? [{ id, officeId, status: 'ready' as const, due }] : [];
    });
};
