import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { BrowserRouter, matchRoutes, Navigate, useRoutes, useSearchParams, type RouteObject } from 'react-router';
import { Failure, Waiting } from './components/Feedback';
import { lazily } from './components/lazily';
import { Shell } from './components/Shell';
import { Login } from './pages/Login';
import { makeQueryClient } from './queries/client';
import { useSession } from './queries/session';
import { surfaces, theme } from './theme/theme';

const page = <P extends object>(fetch: () => Promise<{ default: ComponentType<P> }>) => lazily(async () => (await fetch()).default, <Waiting />);

const Runs = page(() => import('./pages/Runs'));
const RunPage = page(() => import('./pages/run/RunPage'));
const ComparePage = page(() => import('./pages/compare/ComparePage'));
const Now = page(() => import('./pages/Now'));
const Runbooks = page(() => import('./pages/runbook/Runbooks'));
const RunbookPage = page(() => import('./pages/runbook/RunbookPage'));
const StartPage = page(() => import('./pages/runbook/StartPage'));
const EditorPage = page(() => import('./pages/editor/EditorPage'));
const Site = page(() => import('./pages/Site'));
const Connectors = page(() => import('./pages/Connectors'));
const Approvals = page(() => import('./pages/approval/Approvals'));
const Settings = page(() => import('./pages/settings/Settings'));
const NotFound = page(() => import('./pages/NotFound'));

/** A page, and what loads it beside it. */
const at = (path: string, Part: typeof NotFound): RouteObject => ({ path, element: <Part />, handle: Part });

const routes: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      at('/', Now),
      at('runbooks', Runbooks),
      at('runbooks/:key', RunbookPage),
      at('runbooks/:key/start', StartPage),
      at('runbooks/:key/edit', EditorPage),
      at('editor', EditorPage),
      at('approvals', Approvals),
      at('settings', Settings),
      at('site', Site),
      at('connectors/:id?', Connectors),
      at('runs', Runs),
      at('runs/compare', ComparePage),
      at('runs/:id', RunPage),
      { path: 'login', element: <Entered /> },
      at('*', NotFound),
    ],
  },
];

// On its way while it is asked who is there. What cannot be had says so when it is drawn.
const first = matchRoutes(routes, window.location)?.at(-1)?.route.handle as typeof NotFound | undefined;
void first?.load();

const scheme = localStorageColorSchemeManager({ key: 'signalbox-scheme' });

export function App() {
  const [client] = useState(makeQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={surfaces} defaultColorScheme="auto" colorSchemeManager={scheme}>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Gate>
            <Pages />
          </Gate>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Pages() {
  return useRoutes(routes);
}

/** After the login: back to what was opened, which need not be a page of ours. */
function Entered() {
  const next = useSearchParams()[0].get('next') ?? '';
  const back = /^\/(?![/\\])/.test(next) && !next.startsWith('/login');
  useEffect(() => {
    if (back) window.location.replace(next);
  }, [back, next]);
  return back ? null : <Navigate to="/" replace />;
}

/** Shows the login to those who are not. Who was logged in before finds the page as it was left, with all that was typed. */
function Gate({ children }: { children: ReactNode }) {
  const { data: me, isPending, failureReason, refetch } = useSession();
  const [entered, setEntered] = useState(false);
  if (me && !entered) setEntered(true);
  const out = me == null;
  // What is open above the page, such as a dialog half filled in, waits out of sight as well.
  useEffect(() => {
    document.body.toggleAttribute('data-out', out);
  }, [out]);
  if (isPending && !entered) {
    // It is asked for until it is there, so that there is never an error.
    return failureReason ? <Failure error={failureReason} what="Signalbox cannot be reached" retry={refetch} /> : null;
  }
  return (
    <>
      {out && <Login again={entered} />}
      {(entered || !out) && <div hidden={out}>{children}</div>}
    </>
  );
}
