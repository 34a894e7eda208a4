/** The resident's pages. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { failureIn } from './api/failure.ts';
import { App } from './app/app.tsx';
import { registerServiceWorker } from './app/register-service-worker.ts';
import { showTypeSize } from './app/settings.ts';
import { startLanguage } from './i18n/i18n.ts';
import './styles/base.css';
import './styles/layout.css';
import './styles/parts.css';
import './styles/form.css';
import './styles/pages.css';
import './styles/request.css';
import './styles/print.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      networkMode: 'always',
      // A refusal stays one however often it is asked for.
      retry: (count, error) => count < 2 && failureIn(error).kind === 'unavailable',
    },
    mutations: { networkMode: 'always' },
  },
});

/** The issuer sends the browser back to the first page with a code; from there on to where the sign-in began. */
const finishSignIn = async (): Promise<void> => {
  const query = new URLSearchParams(window.location.search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return;
  const path = await import('./auth/sign-in.ts')
    .then(({ finishSignIn }) => finishSignIn())
    .catch(() => '/sign-in-failed');
  window.history.replaceState(null, '', path);
};

showTypeSize();
await Promise.all([startLanguage(), finishSignIn()]);
const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
registerServiceWorker();
