/** The item's own plan: which steps may begin now, where, and until when. */
import { type Step, stationDepartment, stepLimit } from '../catalogue.ts';
import type { CivilDate } from '../time.ts';
import { type Rounds, startClock } from './clocks.ts';
import type { Context } from './context.ts';
import type { ClockSet } from './event.ts';
import type { StepRecord, Ticket } from './state.ts';

/** The station's forwarding work, done with acceptance itself. */
const isForwarding = ({ id, department }: Step) => id === 'accept' && department === stationDepartment;

/**
 * The steps that become ready on a date, once these are done, and their clocks. Parallel branches become ready together. A step whose
 * office is not known is left to the deciding office, which has the ticket anyway.
 */
export const readySteps = (
  ticket: Rounds & Pick<Ticket, 'steps'>,
  context: Pick<Context, 'item' | 'stepOffices' | 'calendar' | 'hours' | 'rules'>,
  on: CivilDate,
  done: readonly string[],
): { steps: StepRecord[]; clocks: ClockSet[] } => {
  const { item, stepOffices } = context;
  const finished = new Set([...done, ...item.steps.filter(isForwarding).map(({ id }) => id)]);
  const ready = item.steps
    .filter(({ id }) => !finished.has(id) && !ticket.steps.some((step) => step.id === id))
    .filter(({ dependsOn = [] }) => dependsOn.every((id) => finished.has(id)))
    .flatMap((step) => {
      const officeId = stepOffices[step.id];
      return officeId ? [{ id: step.id, officeId, limit: stepLimit(step) }] : [];
    });
  return {
    steps: ready.map(({ id, officeId }) => ({ id, officeId, status: 'ready' })),
    // Each has a round of its own: parallel steps are late one by one.
    clocks: ready
      .flatMap(({ id, limit }) => (limit ? [{ id, limit }] : []))
      .map(({ id, limit }, i) => {
        const clock = startClock(ticket, 'STEP', on, limit, context);
        return { ...clock, generation: clock.generation + i, step: id };
      }),
  };
};
