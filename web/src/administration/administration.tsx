/** The pages of administrators: calendar, staff, targets, facts, each in a folder of its own, in one frame. */
import '../drafts/without-eval.ts';
import '../workbench/styles/workbench.css';
import '../workbench/styles/desk.css';
import './styles/administration.css';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { proposalKind } from '../../../domain/proposal.ts';
import { useMe, useSession } from '../auth/use-session.ts';
import NotFound from '../pages/not-found.tsx';
import { Loading } from '../ui/state.tsx';
import { NotYours, SignedOut } from '../workbench/outside.tsx';
import { Shell } from '../workbench/shell.tsx';
import { AdministrationHelp } from './help.tsx';
import { administratorIn, AdministratorProvider, useAdministrator } from './me.ts';
import { Overview } from './overview.tsx';
import { places } from './places.ts';
import { useAdministrationWords } from './words.ts';

const Items = lazy(() => import('./catalogue/items.tsx'));
const ItemPage = lazy(() => import('./catalogue/item-page.tsx'));
const DistrictLimits = lazy(() => import('./limits/district-limits.tsx'));
const Limits = lazy(() => import('./limits/limits.tsx'));
const Offices = lazy(() => import('./offices/offices.tsx'));
const OfficePage = lazy(() => import('./offices/office-page.tsx'));
const OpenOffice = lazy(() => import('./offices/office-page.tsx').then(({ OpenOffice }) => ({ default: OpenOffice })));
const ProposalPage = lazy(() => import('./proposals/proposal-page.tsx'));
const Erasures = lazy(() => import('./erasures/erasures.tsx'));
const Facts = lazy(() => import('./facts/facts.tsx'));
const ThisYear = lazy(() => import('./calendar/year-page.tsx').then(({ ThisYear }) => ({ default: ThisYear })));
const YearPage = lazy(() => import('./calendar/year-page.tsx'));
const Staff = lazy(() => import('./staff/staff.tsx'));
const TargetPage = lazy(() => import('./targets/target-page.tsx'));
const Targets = lazy(() => import('./targets/targets.tsx'));

const Pages = () => (
  <Switch>
    <Route path="/administration" component={Overview} />
    <Route path="/administration/calendar" component={ThisYear} />
    <Route path="/administration/calendar/:year">
      {({ year }) => (/^\d{4}$/.test(year) ? <YearPage key={year} year={Number(year)} /> : <NotFound />)}
    </Route>
    <Route path="/administration/staff" component={Staff} />
    <Route path="/administration/targets" component={Targets} />
    <Route path="/administration/targets/:id">{({ id }) => <TargetPage key={id} id={id} />}</Route>
    <Route path="/administration/catalogue" component={Items} />
    <Route path="/administration/catalogue/:id">{({ id }) => <ItemPage key={id} id={id} />}</Route>
    <Route path="/administration/offices" component={Offices} />
    <Route path="/administration/offices/open" component={OpenOffice} />
    <Route path="/administration/offices/:id">{({ id }) => <OfficePage key={id} id={id} />}</Route>
    <Route path="/administration/limits" component={Limits} />
    <Route path="/administration/limits/:district">
      {({ district }) => <DistrictLimits key={district} code={district} />}
    </Route>
    <Route path="/administration/proposals/:kind/:subject">
      {({ kind, subject }) => (
        <ProposalPage key={`${kind} ${subject}`} kind={proposalKind.catch('item').parse(kind)} subject={subject} />
      )}
    </Route>
    <Route path="/administration/erasures" component={Erasures} />
    <Route path="/administration/facts" component={Facts} />
    <Route path="/administration/help" component={AdministrationHelp} />
    <Route component={NotFound} />
  </Switch>
);

const Frame = () => {
  const { w } = useAdministrationWords();
  const { role } = useAdministrator();
  return (
    <Shell
      title={w.title}
      menu={w.menu}
      home="/administration"
      places={places
        .filter(({ roles }) => roles.includes(role))
        .map(({ to, key, name }) => ({ to, key, name: w.places[name] }))}
      keyRows={[
        { keys: 'Ctrl+Enter', what: w.keySend },
        { keys: 'Esc', what: w.keyClose },
      ]}
    >
      <ErrorBoundary>
        <Suspense fallback={<Loading />}>
          <Pages />
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
};

const Administration = () => {
  const { w } = useAdministrationWords();
  const session = useSession();
  const me = useMe();
  if (!session) return <SignedOut title={w.notYours} />;
  if (!me) return <Loading />;
  const administrator = administratorIn(me);
  if (!administrator) return <NotYours title={w.title} why={w.notYours} todo={w.notYoursDo} />;
  return (
    <AdministratorProvider value={administrator}>
      <Frame />
    </AdministratorProvider>
  );
};
export default Administration;
