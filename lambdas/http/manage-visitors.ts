/** GET /visitors/{officeId} and what its staff do with the numbers of the day. */
import { visitorRoutes } from '../../contract/routes/visitor.ts';
import { type Caller, mayServeVisitors } from '../../domain/access.ts';
import type { Office } from '../../domain/office.ts';
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts';
import { dateOf, type Instant } from '../../domain/time.ts';
import {
  callNext,
  type Changed,
  finish,
  inOrder,
  isRecallable,
  recall,
  skip,
  take,
  type Visitor,
  type VisitorDay,
} from '../../domain/visitors.ts';
import * as content from '../../store/content.ts';
import * as visitors from '../../store/visitors.ts';
import { operation } from '../edge/http.ts';

const viewOf = ({ number, lane, state, takenAt, calledAt, window }: Visitor) => ({
  number,
  lane,
  state,
  takenAt,
  calledAt: calledAt ?? null,
  window: window ?? null,
});

const dayView = ({ id, zh, en }: Office, day: VisitorDay) => ({
  office: { id, zh, en },
  date: day.date,
  waiting: inOrder(day).map(viewOf),
  called: day.visitors
    .filter(({ state }) => state === 'called')
    .sort((a, b) => (b.calledAt ?? '').localeCompare(a.calledAt ?? ''))
    .map(viewOf),
  missed: day.visitors.filter((each) => each.state === 'missed' && isRecallable(day, each)).map(viewOf),
  served: day.visitors.filter(({ state }) => state === 'served').length,
});

/** The office, where the caller serves its visitors. */
const officeFor = async (caller: Caller, officeId: string): Promise<Office | Refusal> => {
  const office = mayServeVisitors(caller, officeId) ? await content.office(officeId) : undefined;
  return office ?? refuse('not-allowed', { zh: '只能管理本单位的排队。', en: "Only your own office's numbers." });
};

const change = async (
  { caller, now, params: { officeId } }: { caller: Caller; now: Instant; params: { officeId: string } },
  decide: (day: VisitorDay) => Changed | Refusal,
) => {
  const office = await officeFor(caller, officeId);
  if (isRefusal(office)) return office;
  const done = await visitors.change(officeId, now, decide);
  return isRefusal(done) ? done : { ...dayView(office, done.day), visitor: viewOf(done.visitor) };
};

export const visitorOperations = [
  operation(visitorRoutes.listVisitors, async ({ caller, now, params: { officeId } }) => {
    const office = await officeFor(caller, officeId);
    return isRefusal(office) ? office : dayView(office, await visitors.load(officeId, dateOf(now)));
  }),
  operation(visitorRoutes.takeNumber, (input) => change(input, (day) => take(day, input.body.lane, input.now))),
  operation(visitorRoutes.callVisitor, (input) => change(input, (day) => callNext(day, input.body.window, input.now))),
  operation(visitorRoutes.recallVisitor, (input) =>
    change(input, (day) => recall(day, input.body.number, input.body.window, input.now)),
  ),
  operation(visitorRoutes.skipVisitor, (input) => change(input, (day) => skip(day, input.body.number))),
  operation(visitorRoutes.finishVisitor, (input) => change(input, (day) => finish(day, input.body.number))),
];
