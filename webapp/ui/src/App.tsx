import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, useEffect, useState, type ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes, useSearchParams } from 'react-router';
import { Failure } from './components/Feedback';
import { Shell } from './components/Shell';
import { Login } from './pages/Login';
import { makeQueryClient } from './queries/client';
import { useSession } from './queries/session';
import { surfaces, theme } from './theme/theme';

const Runs = lazy(() => import('./pages/Runs'));
const RunPage = lazy(() => import('./pages/run/RunPage'));
const ComparePage = lazy(() => import('./pages/compare/ComparePage'));
const Now = lazy(() => import('./pages/Now'));
const Runbooks = lazy(() => import('./pages/runbook/Runbooks'));
const RunbookPage = lazy(() => import('./pages/runbook/RunbookPage'));
const StartPage = lazy(() => import('./pages/runbook/StartPage'));
const EditorPage = lazy(() => import('./pages/editor/EditorPage'));
const Site = lazy(() => import('./pages/Site'));
const Connectors = lazy(() => import('./pages/Connectors'));
const Approvals = lazy(() => import('./pages/approval/Approvals'));
const Settings = lazy(() => import('./pages/settings/Settings'));
const NotFound = lazy(() => import('./pages/NotFound'));

const scheme = localStorageColorSchemeManager({ key: 'signalbox-scheme' });

export function App() {
  const [client] = useState(makeQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={surfaces} defaultColorScheme="auto" colorSchemeManager={scheme}>
      <QueryClientProvider client={client}>
        <BrowserRouter>
          <Gate>
            <Routes>
              <Route element={<Shell />}>
                <Route index element={<Now />} />
                <Route path="runbooks" element={<Runbooks />} />
                <Route path="runbooks/:key" element={<RunbookPage />} />
                <Route path="runbooks/:key/start" element={<StartPage />} />
                <Route path="runbooks/:key/edit" element={<EditorPage />} />
                <Route path="editor" element={<EditorPage />} />
                <Route path="approvals" element={<Approvals />} />
                <Route path="settings" element={<Settings />} />
                <Route path="site" element={<Site />} />
                <Route path="connectors/:id?" element={<Connectors />} />
                <Route path="runs" element={<Runs />} />
                <Route path="runs/compare" element={<ComparePage />} />
                <Route path="runs/:id" element={<RunPage />} />
                <Route path="login" element={<Entered />} />
                <Route path="*" element={<NotFound />} />
              </Route>
            </Routes>
          </Gate>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  );
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
