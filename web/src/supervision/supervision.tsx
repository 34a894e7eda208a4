/** Supervision: what must be looked at this morning, the numbers of a region and what stands behind them. */
import '../drafts/without-eval.ts';
import '../workbench/styles/workbench.css';
import '../workbench/styles/desk.css';
import './styles/supervision.css';
import './styles/numbers.css';
import './styles/sheet.css';
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect, Route, Switch } from 'wouter';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { staffPlaceOf } from '../auth/staff-place.ts';
import { useMe, useSession } from '../auth/use-session.ts';
import NotFound from '../pages/not-found.tsx';
import { Loading } from '../ui/state.tsx';
import { clockQuery } from '../workbench/api.ts';
import { useWorker, WorkerProvider } from '../workbench/me.ts';
import { NotYours, SignedOut } from '../workbench/outside.tsx';
import { TicketPage } from '../workbench/ticket/ticket-page.tsx';
import { Attention } from './attention/attention.tsx';
import { AuditPage } from './audit/audit.tsx';
import { CarePage } from './care/care.tsx';
import { CasesPage } from './cases/cases.tsx';
import { Frame } from './frame.tsx';
import { SupervisionHelp } from './help.tsx';
import { NumbersPage } from './numbers/numbers.tsx';
import { placesOf, useOverseer } from './overseer.ts';
import { BriefPage } from './reports/brief.tsx';
import { LedgerPage } from './reports/ledger.tsx';
import { ReportsPage } from './reports/reports.tsx';
import { useSupervisionWords } from './words.ts';

/** Where each role begins: the first of its places. */
const Start = () => {
  const worker = useWorker();
  const [first] = placesOf(worker);
  if (first?.to === '/supervision') return <Attention />;
  return first ? <Redirect to={first.to} replace /> : <NotFound />;
};

const OwnNumbers = () => <Redirect to={`/supervision/numbers/${useOverseer().regionCode}`} replace />;

const Pages = () => (
  <Switch>
    <Route path="/supervision" component={Start} />
    <Route path="/supervision/tickets/:id">{({ id }) => <TicketPage key={id} id={id} />}</Route>
    <Route path="/supervision/numbers" component={OwnNumbers} />
    <Route path="/supervision/numbers/:code">{({ code }) => <NumbersPage key={code} code={code} />}</Route>
    <Route path="/supervision/numbers/:code/tickets">{({ code }) => <CasesPage key={code} code={code} />}</Route>
    <Route path="/supervision/care/:id">{({ id }) => <CarePage key={id} id={id} />}</Route>
    <Route path="/supervision/reports" component={ReportsPage} />
    <Route path="/supervision/brief/:code">{({ code }) => <BriefPage key={code} code={code} />}</Route>
    <Route path="/supervision/ledger/:code">{({ code }) => <LedgerPage key={code} code={code} />}</Route>
    <Route path="/supervision/audit" component={AuditPage} />
    <Route path="/supervision/help" component={SupervisionHelp} />
    <Route component={NotFound} />
  </Switch>
);

const Supervision = () => {
  const { s, w } = useSupervisionWords();
  const session = useSession();
  const me = useMe();
  const clock = useQuery(clockQuery);
  if (!session) return <SignedOut title={s.notStaff} />;
  // Before the service's clock is known, or is known to be out of reach, nothing could be said to be late.
  if (!me || clock.isPending) return <Loading />;
  const { id, role, officeId, regionCode } = me;
  const place = staffPlaceOf(me);
  if (role === null || regionCode === null || placesOf({ role }).length === 0)
    return (
      <NotYours
        title={s.title}
        why={s.notStaff}
        todo={s.notStaffDo}
        place={
          place && (
            <Link href={place} className="button">
              {w.title}
            </Link>
          )
        }
      />
    );
  return (
    <WorkerProvider value={{ id, role, officeId, regionCode, home: '/supervision' }}>
      <Frame>
        <ErrorBoundary>
          <Pages />
        </ErrorBoundary>
      </Frame>
    </WorkerProvider>
  );
};
export default Supervision;
