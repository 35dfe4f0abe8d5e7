import { lazy, Suspense, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Failure, Loading } from '../../components/Feedback';
import { Page } from '../../components/Page';
import { useDiagram, useRunbook, useTemplates } from '../../queries/runbooks';
import { useConnectors } from '../../queries/site';

const Editor = lazy(() => import('../../diagram/editor/Editor'));

/** Where a runbook is drawn: a new one, or a deployed one to be changed. */
export default function EditorPage() {
  const { key } = useParams();
  return key === undefined ? <NewRunbook /> : <DeployedRunbook key={key} runbook={key} />;
}

function NewRunbook() {
  const tools = useTools();
  return tools.data !== undefined ? (
    <Suspense fallback={<Waiting />}>
      <Editor {...tools.data} />
    </Suspense>
  ) : (
    <Waiting error={tools.error} retry={tools.retry} />
  );
}

function DeployedRunbook({ runbook }: { runbook: string }) {
  const tools = useTools();
  const [params] = useSearchParams();
  const wanted = params.get('version');
  const latest = useRunbook(runbook);
  // Work goes on with the version it began with, whatever is deployed meanwhile.
  const [begun, setBegun] = useState<number | null>(null);
  const version = begun ?? latest.data?.version;
  if (begun === null && latest.data) setBegun(latest.data.version);
  const deployed = useDiagram(runbook, version);
  const earlier = useDiagram(runbook, wanted && Number(wanted) !== version ? Number(wanted) : undefined);
  const error = tools.error ?? latest.error ?? deployed.error ?? earlier.error;
  const ready = version !== undefined && deployed.data !== undefined && !(earlier.isFetching && !earlier.data);
  return ready && tools.data ? (
    <Suspense fallback={<Waiting />}>
      <Editor {...tools.data} runbook={runbook} deployed={{ version, xml: deployed.data }} onDeployed={setBegun} {...(earlier.data && { begin: earlier.data })} />
    </Suspense>
  ) : (
    <Waiting error={error} retry={() => Promise.all([tools.retry(), latest.refetch()])} />
  );
}

function useTools() {
  const templates = useTemplates();
  const connectors = useConnectors();
  return {
    data: templates.data && connectors.data ? { templates: templates.data, connectors: connectors.data.items } : undefined,
    error: templates.error ?? connectors.error,
    retry: () => Promise.all([templates.refetch(), connectors.refetch()]),
  };
}

function Waiting({ error, retry }: { error?: unknown; retry?: () => unknown }) {
  return (
    <Page title="Editor" head={<span />}>
      {error ? <Failure error={error} what="The editor cannot be opened" {...(retry && { retry })} /> : <Loading rows={10} />}
    </Page>
  );
}
