/** Which page stands at which address. Each page but the first comes when it is asked for. */
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Home } from '../pages/home/home.tsx';
import { Loading } from '../ui/state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Layout } from './layout.tsx';

const Item = lazy(() => import('../pages/item/item.tsx'));
const NotFound = lazy(() => import('../pages/not-found.tsx'));

export const App = () => (
  <Layout>
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/item/:id">{({ id }) => <Item id={id} />}</Route>
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </ErrorBoundary>
  </Layout>
);
