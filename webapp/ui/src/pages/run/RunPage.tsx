import { Button, Menu, Switch, Tabs } from '@mantine/core';
import { IconAlertTriangleFilled, IconArrowBackUp, IconArrowsDiff, IconChevronDown, IconCircleXFilled, IconDownload, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Run, StepView } from '../../api/client';
import { Failure, Loading, Refusal } from '../../components/Feedback';
import { count } from '../../components/format';
import { lazily } from '../../components/lazily';
import { Page } from '../../components/Page';
import { RunStateMark } from '../../components/State';
import { actsOf, ended, runActs, runStates } from '../../components/states';
import { Time, Took } from '../../components/Time';
import { Values } from '../../components/Values';
import { Diagram } from '../../diagram/Diagram';
import { useLiveRun } from '../../queries/live';
import { useRunbook } from '../../queries/runbooks';
import { useFirstSteps, usePath, useRun, useRunDiagram, useSteps, useTimeline } from '../../queries/runs';
import { useMay } from '../../queries/session';
import type { Act } from './ActDialog';
import { ActDialog, Acting } from './Acting';
import { Acts } from './Acts';
import { Gantt } from './Gantt';
import { waitsOf } from './gantt';
import { flowsOf, marksOf, pathOf } from './marks';
import { StepPanel } from './StepPanel';
import classes from './RunPage.module.css';

const Log = lazily(async () => (await import('./Log')).default, <Loading />);
const Asked = lazily(async () => (await import('./Asked')).default);
// What draws is on its way while the data is.
void Diagram.load();
if (new URLSearchParams(window.location.search).get('tab') === 'log') void Log.load();

const QUIET_AFTER = 5_000;

/** One run: the diagram with what happened in it, every step behind it, and what can be done. */
export default function RunPage() {
  const { id = '' } = useParams();
  const run = useRun(id);
  // All at once: none has to wait for the other.
  useRunDiagram(id);
  useSteps(id);
  usePath(id);
  // The rest of the page as well, once it has been drawn: the server may be away when it is needed.
  useEffect(() => {
    const later = window.setTimeout(() => [Log, Asked, ActDialog].forEach((part) => void part.load()), QUIET_AFTER);
    return () => window.clearTimeout(later);
  }, []);
  if (run.data) return <Loaded key={id} run={run.data} />;
  return (
    <Page title="Run" head={<span />}>
      {run.error ? (
        <Failure
          page
          error={run.error}
          what="This run cannot be shown"
          retry={run.refetch}
          elsewhere={
            <Button component={Link} to="/runs" variant="default">
              To the runs
            </Button>
          }
        />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  );
}

function Loaded({ run }: { run: Run }) {
  const [params, setParams] = useSearchParams();
  const { live, feed } = useLiveRun(run.id, !ended(run.state));
  const diagram = useRunDiagram(run.id);
  const steps = useSteps(run.id);
  const first = useFirstSteps(run.id);
  const shown = steps.data ?? first;
  const path = usePath(run.id);
  const { data: runbook } = useRunbook(run.runbook, run.version);
  const [heat, setHeat] = useState(false);

  const own = useMemo(() => (shown ?? []).filter((s) => s.runId === run.id), [shown, run.id]);
  const { current, endedAt } = run;
  const marks = useMemo(
    () => marksOf(path.data?.items ?? [], own, current, endedAt ? Date.parse(endedAt) : Date.now()),
    [path.data, own, current, endedAt],
  );
  const flows = useMemo(() => (diagram.data ? flowsOf(diagram.data) : []), [diagram.data]);
  const taken = useMemo(() => pathOf(path.data?.items ?? [], flows), [path.data, flows]);

  const setParamsNow = useRef(setParams);
  useEffect(() => {
    setParamsNow.current = setParams;
  });
  const set = useCallback(
    (changes: Record<string, string | null>) =>
      setParamsNow.current(
        (now) => {
          const next = new URLSearchParams(now);
          for (const [name, value] of Object.entries(changes)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      ),
    [],
  );
  const elementId = params.get('element');
  const stepId = params.get('step');
  const tab = params.get('tab') ?? 'timeline';
  const timeline = useTimeline(run.id, tab === 'acts');
  const select = useCallback((step: StepView) => set({ element: step.elementId, step: step.id }), [set]);
  const selectElement = useCallback((element: string) => set({ element, step: null }), [set]);
  const waits = useMemo(() => (diagram.data ? waitsOf(path.data?.items ?? [], diagram.data) : []), [diagram.data, path.data]);
  const atElement = useMemo(() => (shown ?? []).filter((s) => s.elementId === elementId), [shown, elementId]);
  const name = runbook?.name ?? run.runbook;
  const [refused, setRefused] = useState<unknown>(null);
  const save = async (how: 'saveJson' | 'saveMarkdown') => {
    const [file, happened] = await Promise.all([import('./export'), timeline.data ?? timeline.refetch({ throwOnError: true }).then((query) => query.data)]);
    file[how]({ run, name, steps: steps.data ?? [], timeline: happened ?? [], path: path.data?.items ?? [], diagram: diagram.data });
  };

  return (
    <Page
      title={`${name}: ${runStates[run.state].label.toLowerCase()}`}
      wide
      head={
        <div className={classes.head}>
          <h1>
            <Link to={`/runbooks/${encodeURIComponent(run.runbook)}`} className={classes.name}>
              {name}
            </Link>
            <span className="dim"> v{run.version}</span>
          </h1>
          <RunStateMark state={run.state} size={17} />
          {run.outcome && <span className={classes.outcome}>{run.outcome}</span>}
          {live === 'broken' && <span className={classes.broken}>Reconnecting…</span>}
        </div>
      }
      aside={<Buttons run={run} steps={steps.data ?? []} onExport={steps.data && path.data && ((how) => save(how).then(() => setRefused(null), setRefused))} />}
    >
      <Refusal error={refused} />
      <p className={classes.meta}>
        <span>
          <Time at={run.startedAt} /> by <Link to={`/runs?startedBy=${encodeURIComponent(run.startedBy)}`}>{run.startedBy}</Link>
        </span>
        <span>
          {run.endedAt ? 'took' : 'for'} <Took from={run.startedAt} to={run.endedAt} />
        </span>
        {run.reason && <span>“{run.reason}”</span>}
        {run.businessKey && <span className="mono">{run.businessKey}</span>}
        {run.parentId && (
          <span>
            from <Link to={`/runs/${run.parentId}`}>another run</Link>
          </span>
        )}
      </p>
      <Attention run={run} steps={shown ?? []} onSelect={select} />
      <Cause run={run} steps={steps.data ?? []} onSelect={select} />
      {run.current.some((c) => c.what === 'userTask') && <Asked run={run} />}
      <div className={classes.hero} data-open={elementId ? true : undefined}>
        <div className={classes.diagram}>
          {diagram.error && <Failure error={diagram.error} what="The diagram cannot be shown" retry={diagram.refetch} />}
          {diagram.data && (
            <Diagram
              xml={diagram.data}
              marks={marks}
              path={taken}
              selected={elementId}
              showHeat={heat}
              onSelect={(element) => set({ element, step: null })}
              label={`Diagram of ${name} with the way that this run took. The steps are listed below it.`}
            />
          )}
          <Switch className={classes.heat ?? ''} label="Where the time went" checked={heat} onChange={(event) => setHeat(event.currentTarget.checked)} />
        </div>
        {elementId && (
          <StepPanel
            run={run}
            name={atElement[0]?.elementName ?? run.current.find((c) => c.elementId === elementId)?.elementName ?? nameIn(diagram.data, elementId)}
            steps={atElement}
            chosen={atElement.find((s) => s.id === stepId)}
            onChoose={select}
            onClose={() => set({ element: null, step: null })}
          />
        )}
      </div>
      <Tabs value={tab} onChange={(value) => set({ tab: value === 'timeline' ? null : value })} keepMounted={false} className={classes.tabs ?? ''}>
        <Tabs.List>
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="log">Log</Tabs.Tab>
          <Tabs.Tab value="values">Inputs and outputs</Tabs.Tab>
          <Tabs.Tab value="acts">Acts</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline">
          {steps.error && !steps.data ? (
            <Failure error={steps.error} what="The steps cannot be shown" retry={steps.refetch} />
          ) : !shown ? (
            <Loading />
          ) : (
            <Gantt
              run={run}
              steps={shown}
              more={!steps.data}
              waits={waits}
              selected={stepId ?? (atElement.length === 1 ? (atElement[0]?.id ?? null) : null)}
              onSelect={select}
              onElement={selectElement}
              byHost={params.get('by') === 'host'}
              onByHost={(by) => set({ by: by ? 'host' : null })}
            />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <Log run={run} steps={shown ?? []} feed={feed} stepId={stepId} />
        </Tabs.Panel>
        <Tabs.Panel value="values">
          <div className={classes.values}>
            <section>
              <h2>Inputs</h2>
              <Values values={run.inputs} none="It was started without inputs." />
            </section>
            <section>
              <h2>Outputs</h2>
              <Values values={run.outputs} none={ended(run.state) ? 'It gave nothing.' : 'They are known at the end.'} />
            </section>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="acts">
          <Acts query={timeline} run={run} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** What holds the run up, before anything else, with what can be done about it. */
function Attention({ run, steps, onSelect }: { run: Run; steps: StepView[]; onSelect: (step: StepView) => void }) {
  const may = useMay();
  const [act, setAct] = useState<Act | null>(null);
  const stuck = run.current.filter((c) => c.state === 'ATTENTION');
  if (stuck.length === 0) return null;
  return (
    <div className={classes.attention} role="alert">
      {stuck.slice(0, 5).map((where) => {
        const step = steps.find((s) => s.id === where.stepId);
        return (
          <div key={where.stepId ?? where.elementId} className={classes.stuck}>
            <IconAlertTriangleFilled size={16} aria-hidden className={classes.sign} />
            <div className={classes.why}>
              <button type="button" className={`plain ${classes.where}`} onClick={() => step && onSelect(step)}>
                {where.elementName}
                {where.host && <span className="dim"> on {where.host}</span>}
              </button>
              <div>{where.message}</div>
            </div>
            {may.operate && step && (
              <div className={classes.do}>
                {actsOf(step).resolve ? (
                  <Button onClick={() => setAct({ kind: 'resolve', step })}>Say what happened…</Button>
                ) : (
                  <Button onClick={() => setAct({ kind: 'retry', step })}>Try again…</Button>
                )}
                <Button variant="default" onClick={() => setAct({ kind: 'skip', step })}>
                  Go on without…
                </Button>
              </div>
            )}
          </div>
        );
      })}
      {stuck.length > 5 && <div className="dim">and {stuck.length - 5} more, in the timeline below</div>}
      <Acting run={run} act={act} onClose={() => setAct(null)} />
    </div>
  );
}

/** Why a run failed: the step that went wrong first; what went wrong after it mostly did because of it. */
function Cause({ run, steps, onSelect }: { run: Run; steps: StepView[]; onSelect: (step: StepView) => void }) {
  if (run.state !== 'FAILED') return null;
  const failed = steps.filter((step) => step.state === 'FAILED' && step.errorMessage).sort((a, b) => Date.parse(a.endedAt ?? '') - Date.parse(b.endedAt ?? ''));
  const first = failed.find((step) => !step.undoOf) ?? failed[0];
  if (!first) return null;
  return (
    <section className={classes.cause} aria-label="Why it failed">
      <IconCircleXFilled size={16} aria-hidden className={classes.sign} />
      <div className={classes.why}>
        <button type="button" className={`plain ${classes.where}`} onClick={() => onSelect(first)}>
          {first.undoOf && 'Undo: '}
          {first.elementName}
          {first.host && <span className="dim"> on {first.host}</span>}
        </button>{' '}
        {first.errorCode && <span className="mono">{first.errorCode}</span>}
        <div>{first.errorMessage}</div>
        {failed.length > 1 && <div className="dim">and {count(failed.length - 1, 'more failed step')}, in the timeline below</div>}
      </div>
    </section>
  );
}

function Buttons({ run, steps, onExport }: { run: Run; steps: StepView[]; onExport: ((how: 'saveJson' | 'saveMarkdown') => unknown) | undefined }) {
  const may = useMay();
  const [act, setAct] = useState<Act | null>(null);
  const acts = runActs[run.state];
  const undoable = steps.some((s) => s.undo === 'POSSIBLE');
  const again = new URLSearchParams({ from: run.id });
  return (
    <>
      {may.operate && acts.cancel && (
        <Button variant="default" leftSection={<IconPlayerStop size={14} />} onClick={() => setAct({ kind: 'cancel' })}>
          Cancel…
        </Button>
      )}
      {may.operate && acts.rollBack && undoable && (
        <Button variant="default" leftSection={<IconArrowBackUp size={14} />} onClick={() => setAct({ kind: 'rollBack' })}>
          Take changes back…
        </Button>
      )}
      {may.operate && !run.parentId && (
        <Button component={Link} to={`/runbooks/${encodeURIComponent(run.runbook)}/start?${again}`} variant="default" leftSection={<IconPlayerPlay size={14} />}>
          Start again
        </Button>
      )}
      <Button component={Link} to={`/runs/compare?b=${run.id}`} variant="default" leftSection={<IconArrowsDiff size={14} />}>
        Compare
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={!onExport} leftSection={<IconDownload size={14} />} rightSection={<IconChevronDown size={12} />}>
            Export
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onExport?.('saveMarkdown')}>Post-mortem (Markdown)</Menu.Item>
          <Menu.Item onClick={() => onExport?.('saveJson')}>Everything (JSON)</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Acting run={run} act={act} onClose={() => setAct(null)} />
    </>
  );
}

function nameIn(xml: string | undefined, id: string): string {
  if (!xml) return id;
  const found = new DOMParser().parseFromString(xml, 'application/xml').querySelector(`[id="${CSS.escape(id)}"]`);
  return found?.getAttribute('name')?.replace(/\s+/g, ' ') ?? id;
}
