import { Button, Select, Tabs } from '@mantine/core';
import { IconDownload, IconHistory, IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { InputField } from '../../api/client';
import { Bars } from '../../components/Bars';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { Markdown } from '../../components/Markdown';
import { Page } from '../../components/Page';
import { RunTable } from '../../components/RunTable';
import { Time } from '../../components/Time';
import { Diagram } from '../../diagram/Diagram';
import { useRunsChanged } from '../../queries/live';
import { useDiagram, useRunbook, useVersions } from '../../queries/runbooks';
import { useRuns } from '../../queries/runs';
import { useMay } from '../../queries/session';
import { useDays } from '../../queries/statistics';
import { Triggers } from './Triggers';
import { Versions } from './Versions';
import classes from './RunbookPage.module.css';

/** A runbook: what it does, what it takes, how it went. */
export default function RunbookPage() {
  useRunsChanged();
  const { key = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('version');
  const runbook = useRunbook(key, wanted ? Number(wanted) : undefined);
  const versions = useVersions(key);
  const diagram = useDiagram(key, runbook.data?.version);
  const runs = useRuns({ runbook: key });
  const days = useDays(28, key);
  const may = useMay();
  const go = useNavigate();
  if (!runbook.data) {
    return (
      <Page title="Runbook" head={<span />}>
        {runbook.error ? <Failure page error={runbook.error} what="This runbook cannot be shown" retry={runbook.refetch} elsewhere={<ToRunbooks />} /> : <Loading rows={10} />}
      </Page>
    );
  }
  const { name, version, documentation, inputs, deployedAt, deployedBy, latest } = runbook.data;
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={name}
      wide
      head={
        <div className={classes.head}>
          <h1>{name}</h1>
          <Select
            aria-label="Version"
            data={(versions.data ?? [{ version }]).map((v) => ({ value: String(v.version), label: `v${v.version}` }))}
            value={String(version)}
            onChange={(value) => setParams(value && Number(value) !== versions.data?.[0]?.version ? { version: value } : {}, { replace: true })}
            allowDeselect={false}
            w={76}
          />
          <span className="dim">
            {latest ? 'deployed' : 'an earlier version, deployed'} <Time at={deployedAt} relative /> by {deployedBy}
          </span>
        </div>
      }
      aside={
        <>
          <Button variant="default" component="a" href={`/api/v1/runbooks/${encodeURIComponent(key)}/versions/${version}/diagram`} download={`${key}.bpmn`} leftSection={<IconDownload size={14} />}>
            Diagram
          </Button>
          {may.model && (
            <Button variant="default" leftSection={<IconPencil size={14} />} onClick={() => void go(`/runbooks/${encodeURIComponent(key)}/edit${latest ? '' : `?version=${version}`}`)}>
              Edit
            </Button>
          )}
          {may.operate && (
            <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => void go(`/runbooks/${encodeURIComponent(key)}/start${latest ? '' : `?version=${version}`}`)}>
              Start
            </Button>
          )}
        </>
      }
    >
      <div className={classes.diagram}>{diagram.error ? <Failure error={diagram.error} what="The diagram cannot be shown" retry={diagram.refetch} /> : diagram.data && <Diagram xml={diagram.data} label={`Diagram of ${name}`} />}</div>
      <div className={classes.columns}>
        <section>
          <h2>What it does</h2>
          {documentation ? <Markdown text={documentation} /> : <p className="dim">Its diagram says nothing about it.</p>}
          <h2>Inputs</h2>
          {inputs.length === 0 ? <p className="dim">It takes none.</p> : <Inputs inputs={inputs} />}
          <h2>What starts it</h2>
          <Triggers runbook={runbook.data} xml={diagram.data} />
        </section>
        <section>
          <h2>The last four weeks</h2>
          {days.data ? <Bars days={days.data.items} span={28} /> : days.error ? <Failure error={days.error} what="The figures cannot be shown" retry={days.refetch} /> : <Loading rows={3} />}
        </section>
      </div>
      <Tabs value={params.get('tab') ?? 'runs'} onChange={(tab) => setParams(tabbed(params, tab), { replace: true })} keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="runs">Runs</Tabs.Tab>
          <Tabs.Tab value="versions">Versions{versions.data && ` (${versions.data.length})`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="versions">
          <Versions runbook={key} shown={version} />
        </Tabs.Panel>
        <Tabs.Panel value="runs">
          {runs.isPending && <Loading />}
          {runs.error && !runs.data && <Failure error={runs.error} what="The runs cannot be shown" retry={runs.refetch} />}
          {runs.data && items.length === 0 && (
            <Empty
              icon={IconHistory}
              title="It has never run"
              act={
                may.operate && (
                  <Button component={Link} to={`/runbooks/${encodeURIComponent(key)}/start`} leftSection={<IconPlayerPlay size={14} />}>
                    Start the first run
                  </Button>
                )
              }
            >
              Each of its runs stands here from the moment it starts.
            </Empty>
          )}
          {items.length > 0 && <RunTable runs={items} names={new Map([[key, name]])} more={runs.hasNextPage} loading={runs.isFetchingNextPage} onMore={() => void runs.fetchNextPage()} />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function ToRunbooks() {
  return (
    <Button component={Link} to="/runbooks" variant="default">
      To the runbooks
    </Button>
  );
}

function tabbed(params: URLSearchParams, tab: string | null): URLSearchParams {
  const next = new URLSearchParams(params);
  if (tab && tab !== 'runs') next.set('tab', tab);
  else next.delete('tab');
  return next;
}

function Inputs({ inputs }: { inputs: InputField[] }) {
  return (
    <dl className={classes.inputs}>
      {inputs.map((field) => (
        <div key={field.name}>
          <dt>
            <span className="mono">{field.name}</span> {field.required && <span className="dim">required</span>}
          </dt>
          <dd>
            {field.label}
            {field.help && <span className="dim"> — {field.help}</span>}
            {field.defaultValue != null && (
              <span className="dim">
                {' '}
                Else <span className="mono">{field.defaultValue}</span>.
              </span>
            )}
            {field.options.length > 0 && <div className="dim">{field.options.map((o) => o.value).join(', ')}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
