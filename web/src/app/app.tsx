/** Which page stands at which address. Each page but the first comes when it is asked for. */
import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Home } from '../pages/home/home.tsx';
import { Loading } from '../ui/state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Layout } from './layout.tsx';

const Acting = lazy(() => import('../pages/acting/acting.tsx'));
const Begin = lazy(() => import('../pages/file/begin.tsx'));
const ChooseCommunity = lazy(() => import('../pages/community/choose.tsx'));
const Community = lazy(() => import('../pages/community/community.tsx'));
const DraftPage = lazy(() => import('../pages/file/draft-page.tsx'));
const Grant = lazy(() => import('../pages/acting/grant.tsx'));
const Help = lazy(() => import('../pages/help/help.tsx'));
const Item = lazy(() => import('../pages/item/item.tsx'));
const Messages = lazy(() => import('../pages/messages/messages.tsx'));
const Mine = lazy(() => import('../pages/mine/mine.tsx'));
const MyPapers = lazy(() => import('../pages/my-papers/my-papers.tsx'));
const MyData = lazy(() => import('../pages/my-data/my-data.tsx'));
const NotFound = lazy(() => import('../pages/not-found.tsx'));
const Rate = lazy(() => import('../pages/rate/rate.tsx'));
const Receipt = lazy(() => import('../pages/receipt/receipt.tsx'));
const Register = lazy(() => import('../pages/register/register.tsx'));
const Request = lazy(() => import('../pages/request/request.tsx'));
const Requests = lazy(() => import('../pages/requests/requests.tsx'));
const SignInFailed = lazy(() => import('../pages/sign-in/failed.tsx'));
const SignOut = lazy(() => import('../pages/sign-in/sign-out.tsx'));
const Track = lazy(() => import('../pages/track/track.tsx'));
/** The pages of staff: parts of their own with their own frames, which residents never load. */
const Administration = lazy(() => import('../administration/administration.tsx'));
const Supervision = lazy(() => import('../supervision/supervision.tsx'));
const Workbench = lazy(() => import('../workbench/workbench.tsx'));

/** By the first word of their addresses. */
const staffParts: Readonly<Record<string, typeof Workbench>> = {
  administration: Administration,
  supervision: Supervision,
  workbench: Workbench,
};

export const App = () => {
  const [place] = useLocation();
  const [, part = ''] = place.split('/');
  const StaffPages = staffParts[part];
  if (!StaffPages) return <ResidentPages />;
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <StaffPages />
      </Suspense>
    </ErrorBoundary>
  );
};

const ResidentPages = () => (
  <Layout>
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/item/:id">{({ id }) => <Item id={id} />}</Route>
          <Route path="/file/:id">{({ id }) => <Begin itemId={id} />}</Route>
          <Route path="/draft/:id/:place">{({ id, place }) => <DraftPage key={id} id={id} placeId={place} />}</Route>
          <Route path="/receipt/:id">{({ id }) => <Receipt id={id} />}</Route>
          <Route path="/register" component={Register} />
          <Route path="/my" component={Requests} />
          <Route path="/my/:id">{({ id }) => <Request id={id} />}</Route>
          <Route path="/messages" component={Messages} />
          <Route path="/mine" component={Mine} />
          <Route path="/mine/papers" component={MyPapers} />
          <Route path="/mine/data" component={MyData} />
          <Route path="/acting" component={Acting} />
          <Route path="/acting/grant" component={Grant} />
          <Route path="/progress" component={Track} />
          <Route path="/rate" component={Rate} />
          <Route path="/community" component={ChooseCommunity} />
          <Route path="/community/:code">{({ code }) => <Community key={code} code={code} />}</Route>
          <Route path="/help" component={Help} />
          <Route path="/sign-out" component={SignOut} />
          <Route path="/sign-in-failed" component={SignInFailed} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  </Layout>
);
