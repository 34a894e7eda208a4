/** The workbench of stations and offices: one frame, a board, a ticket, and filing for those who come or call. */
import '../drafts/without-eval.ts';
import './styles/workbench.css';
import './styles/desk.css';
import './styles/intake.css';
import './styles/visitors.css';
import './styles/needs.css';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { staffPlaceOf } from '../auth/staff-place.ts';
import { useMe, useSession } from '../auth/use-session.ts';
import NotFound from '../pages/not-found.tsx';
import { Loading } from '../ui/state.tsx';
import { clockQuery } from './api.ts';
import { Board } from './board/board.tsx';
import { Frame } from './frame.tsx';
import { NeedsPrint } from './needs/needs-print.tsx';
import { NeedsList } from './needs/needs-list.tsx';
import { Person } from './needs/person.tsx';
import { RecordSomebody } from './needs/record-somebody.tsx';
import { WorkbenchHelp } from './help.tsx';
import { Intake } from './intake/intake.tsx';
import { WorkerProvider } from './me.ts';
import { NotYours, SignedOut } from './outside.tsx';
import { InCapacity } from './standing-in.tsx';
import { Handover } from './ticket/handover.tsx';
import { TicketPage } from './ticket/ticket-page.tsx';
import { Visitors } from './visitors/visitors.tsx';
import { useStaffWords } from './words.ts';

/** Its looks and words are those of supervision: fetched by who wants it. */
const StationLedger = lazy(() => import('../supervision/reports/station-ledger.tsx'));

const Pages = () => (
  <Switch>
    <Route path="/workbench" component={Board} />
    <Route path="/workbench/tickets/:id">{({ id }) => <TicketPage key={id} id={id} />}</Route>
    <Route path="/workbench/tickets/:id/handover">{({ id }) => <Handover id={id} />}</Route>
    <Route path="/workbench/counter">
      <Intake key="counter" channel="counter" />
    </Route>
    <Route path="/workbench/phone">
      <Intake key="hotline" channel="hotline" />
    </Route>
    <Route path="/workbench/visit">
      <Intake key="home-visit" channel="home-visit" />
    </Route>
    <Route path="/workbench/needs" component={NeedsList} />
    <Route path="/workbench/needs/print" component={NeedsPrint} />
    <Route path="/workbench/needs/record" component={RecordSomebody} />
    <Route path="/workbench/needs/:id">{({ id }) => <Person key={id} id={id} />}</Route>
    <Route path="/workbench/visitors" component={Visitors} />
    <Route path="/workbench/ledger">
      <Suspense fallback={<Loading />}>
        <StationLedger />
      </Suspense>
    </Route>
    <Route path="/workbench/help" component={WorkbenchHelp} />
    <Route component={NotFound} />
  </Switch>
);

const Workbench = () => {
  const { w } = useStaffWords();
  const session = useSession();
  const me = useMe();
  const clock = useQuery(clockQuery);
  if (!session) return <SignedOut title={w.notStaff} />;
  // Before the service's clock is known, or is known to be out of reach, nothing could be said to be late.
  if (!me || clock.isPending) return <Loading />;
  const { id, role, officeId, regionCode } = me;
  const place = staffPlaceOf(me);
  if (place !== undefined && place !== '/workbench') return <Redirect to={place} replace />;
  if (role === null || officeId === null) return <NotYours title={w.title} why={w.notStaff} todo={w.notStaffDo} />;
  return (
    <InCapacity>
      {(standingIn) => (
        <WorkerProvider
          key={standingIn?.personId ?? ''}
          value={{ id, role, officeId: standingIn?.officeId ?? officeId, regionCode, home: '/workbench' }}
        >
          <Frame>
            <ErrorBoundary>
              <Pages />
            </ErrorBoundary>
          </Frame>
        </WorkerProvider>
      )}
    </InCapacity>
  );
};
export default Workbench;
