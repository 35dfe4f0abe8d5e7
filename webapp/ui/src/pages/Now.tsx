import { Button } from '@mantine/core';
import { IconChecks, IconPlayerPlay } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Run, RunState } from '../api/client';
import { Bars } from '../components/Bars';
import { Failure, Loading } from '../components/Feedback';
import { brief } from '../components/format';
import { Page, Section } from '../components/Page';
import { RunStateMark } from '../components/State';
import { Time, Took } from '../components/Time';
import { useApprovals } from '../queries/approvals';
import { useRunsChanged } from '../queries/live';
import { useRunbooks } from '../queries/runbooks';
import { useFewRuns } from '../queries/runs';
import { useMay } from '../queries/session';
import { useDays } from '../queries/statistics';
import classes from './Now.module.css';

const SHOWN = 20;

function sinceMidnight(): string {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}

/** What wants somebody, what goes on, what went wrong today. */
export default function Now() {
  useRunsChanged();
  const stuck = useFewRuns({ state: ['NEEDS_ATTENTION'] }, SHOWN);
  const open = useFewRuns({ state: ['RUNNING', 'WAITING'] }, SHOWN);
  const failed = useFewRuns({ state: ['FAILED'], from: sinceMidnight() }, SHOWN);
  const any = useFewRuns({}, 1);
  const days = useDays(28);
  const runbooks = useRunbooks();
  const names = new Map((runbooks.data ?? []).map((r) => [r.key, r.name]));
  if (any.data?.items.length === 0) return <Welcome />;
  return (
    <Page title="Now">
      <Decisions names={names} />
      <Runs title="Needs attention" query={stuck} names={names} none="Nothing waits for anybody." all="NEEDS_ATTENTION" urgent />
      <Runs title="Going on" query={open} names={names} none="Nothing is running." all="RUNNING,WAITING" />
      <Runs title="Failed today" query={failed} names={names} none="Nothing has failed today." all="FAILED&since=24h" />
      <Section title="The last four weeks">
        <div className={classes.chart}>{days.data ? <Bars days={days.data.items} span={28} /> : days.error ? <Failure error={days.error} what="The figures cannot be shown" retry={days.refetch} /> : <Loading rows={3} />}</div>
      </Section>
    </Page>
  );
}

/** Approvals for the one who looks; not there if there are none. */
function Decisions({ names }: { names: Map<string, string> }) {
  const approvals = useApprovals();
  const mine = (approvals.data?.items ?? []).filter((a) => a.mayDecide);
  if (mine.length === 0) return null;
  return (
    <Section
      title={
        <>
          Waits for you
          <span className={classes.count} data-urgent>
            {mine.length}
          </span>
        </>
      }
    >
      <ul className={classes.list}>
        {mine.slice(0, SHOWN).map((approval) => (
          <li key={approval.id} className={classes.row}>
            <IconChecks size={16} aria-hidden />
            <div className={classes.what}>
              <div className="clip">
                <Link to="/approvals" className={classes.link}>
                  {approval.name}
                </Link>
                <span className={`dim mono ${classes.inputs}`}>{Object.values(approval.inputs).map(brief).join(' · ')}</span>
              </div>
              <div className="dim">
                {names.get(approval.runbook) ?? approval.runbook}, started by {approval.startedBy}
              </div>
            </div>
            <div className={classes.when}>
              <span className="dim">
                asked <Time at={approval.createdAt} relative />
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Runs({ title, query, names, none, all, urgent = false }: { title: string; query: UseQueryResult<{ items: Run[]; next?: string }>; names: Map<string, string>; none: string; all: `${RunState}${string}`; urgent?: boolean }) {
  const runs = query.data?.items ?? [];
  return (
    <Section
      title={
        <>
          {title}
          {runs.length > 0 && (
            <span className={classes.count} data-urgent={urgent || undefined}>
              {runs.length}
              {query.data?.next && '+'}
            </span>
          )}
        </>
      }
      aside={query.data?.next && <Link to={`/runs?state=${all}`}>All of them</Link>}
    >
      {query.isPending && <Loading rows={2} />}
      {query.error && !query.data && <Failure error={query.error} what="These runs cannot be shown" retry={query.refetch} />}
      {query.data && runs.length === 0 && <p className={`dim ${classes.none}`}>{none}</p>}
      <ul className={classes.list}>
        {runs.map((run) => (
          <li key={run.id} className={classes.row}>
            <RunStateMark state={run.state} word={false} size={16} />
            <div className={classes.what}>
              <div className="clip">
                <Link to={`/runs/${run.id}`} className={classes.link}>
                  {names.get(run.runbook) ?? run.runbook}
                </Link>
                <span className={`dim mono ${classes.inputs}`}>{Object.values(run.inputs).map(brief).join(' · ')}</span>
              </div>
              <div className={classes.at}>
                {run.current.slice(0, 3).map((at, i) => (
                  <div key={i} className="clip">
                    <span className={classes.step}>{at.elementName}</span>
                    {at.host && <span className="dim"> · {at.host}</span>}
                    {at.message && <span className="dim"> — {at.message}</span>}
                  </div>
                ))}
                {run.current.length > 3 && <span className="dim">and {run.current.length - 3} more</span>}
                {run.outcome}
              </div>
            </div>
            <div className={classes.when}>
              <span>
                <Took from={run.startedAt} to={run.endedAt} />
              </span>
              <span className="dim">
                <Time at={run.startedAt} relative /> by {run.startedBy}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Before the first run. */
function Welcome() {
  const runbooks = useRunbooks();
  const may = useMay();
  return (
    <Page title="Welcome to Signalbox">
      <p className={classes.welcome}>
        A runbook is a diagram of what is done, step by step. A run does it, on your hosts, and everything that it did can be read here afterwards, and taken back.
        {may.operate && ' Start one of these to see it happen:'}
      </p>
      {runbooks.isPending && <Loading />}
      <ul className={classes.list}>
        {runbooks.data?.map((runbook) => (
          <li key={runbook.key} className={classes.row}>
            <span />
            <div className={classes.what}>
              <Link to={`/runbooks/${encodeURIComponent(runbook.key)}`} className={classes.link}>
                {runbook.name}
              </Link>
              <div className="dim">{runbook.documentation}</div>
            </div>
            {may.operate && (
              <Button component={Link} to={`/runbooks/${encodeURIComponent(runbook.key)}/start`} variant="default" leftSection={<IconPlayerPlay size={13} />} className={classes.start ?? ''} aria-label={`Start ${runbook.name}`}>
                Start
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
