import { useEffect, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { Failure, Loading } from '../../components/Feedback';
import { lazily } from '../../components/lazily';
import { Page } from '../../components/Page';
import { newDraft, slotOf } from '../../diagram/editor/drafts';
import { useDiagram, useRunbook, useTemplates } from '../../queries/runbooks';
import { useConnectors } from '../../queries/site';

const Editor = lazily(async () => (await import('../../diagram/editor/Editor')).default, <Waiting />);
// It is needed in any case, and is on its way while it is asked what it can draw.
void Editor.load();

/** Where a runbook is drawn: a new one, or a deployed one to be changed. */
export default function EditorPage() {
  const { key } = useParams();
  return key === undefined ? <NewRunbook /> : <DeployedRunbook key={key} runbook={key} />;
}

function NewRunbook() {
  const tools = useTools();
  const [params, setParams] = useSearchParams();
  const draft = params.get('draft');
  useEffect(() => {
    if (!draft) setParams({ draft: newDraft() }, { replace: true });
  }, [draft, setParams]);
  return tools.data !== undefined && draft ? (
    <Editor key={draft} slot={slotOf({ draft })} {...tools.data} />
  ) : (
    <Waiting error={tools.error} retry={tools.retry} />
  );
}

function DeployedRunbook({ runbook }: { runbook: string }) {
  const tools = useTools();
  const [params, setParams] = useSearchParams();
  const [wanted] = useState(() => params.get('version'));
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
    <Editor
      {...tools.data}
      slot={slotOf({ runbook, version: wanted })}
      runbook={runbook}
      deployed={{ version, xml: deployed.data }}
      onDeployed={(made) => {
        setBegun(made);
        // What began with an earlier version is the latest now.
        setParams({}, { replace: true });
      }}
      {...(earlier.data && { begin: earlier.data })}
    />
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
