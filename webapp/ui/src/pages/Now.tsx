import { Button } from '@mantine/core';
import { IconChecks, IconPlayerPlay } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Run, RunState } from '../api/client';
import { Bars } from '../components/Bars';
import { Failure, Loading } from '../components/Feedback';
import { brief, count } from '../components/format';
import { firstSentence } from '../components/markdown';
import { Page, Section } from '../components/Page';
import { RunStateMark } from '../components/State';
import { Time, Took } from '../components/Time';
import { useApprovals } from '../queries/approvals';
import { useRunsChanged } from '../queries/live';
import { useRunbooks } from '../queries/runbooks';
import { useFewRuns } from '../queries/runs';
import { useMay } from '../queries/session';
import { useHosts, useServices } from '../queries/site';
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
      <Runs title="Needs attention" query={stuck} names={names} none="No run needs anybody." all="NEEDS_ATTENTION" urgent />
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
  const mine = (approvals.data ?? []).filter((a) => a.mayDecide);
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
                <Link to={`/approvals#${approval.id}`} className={classes.link}>
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
                  <div key={i} className={classes.line}>
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

/** Before the first run: what there is to run on, what can be started, and what comes after. */
function Welcome() {
  const runbooks = useRunbooks();
  const may = useMay();
  return (
    <Page title="Welcome to Signalbox">
      <p className={classes.welcome}>
        A runbook is a diagram of what is done, step by step. A run does it, on your hosts, and everything that it did can be read here afterwards, and taken back.
      </p>
      <Section title="What it runs on" aside={<Link to="/site">Site</Link>}>
        <Hosts />
      </Section>
      <Section title={may.operate ? 'Start one of these to see it happen' : 'What can be run'} aside={<Link to="/runbooks">Runbooks</Link>}>
        {runbooks.isPending && <Loading rows={3} />}
        {runbooks.error && !runbooks.data && <Failure error={runbooks.error} what="The runbooks cannot be shown" retry={runbooks.refetch} />}
        {runbooks.data?.length === 0 && <p className={`dim ${classes.none}`}>No runbook is deployed.</p>}
        <ul className={classes.list}>
          {runbooks.data?.map((runbook) => (
            <li key={runbook.key} className={classes.offer}>
              <div className={classes.what}>
                <Link to={`/runbooks/${encodeURIComponent(runbook.key)}`} className={classes.link}>
                  {runbook.name}
                </Link>
                <div className="dim">{firstSentence(runbook.documentation)}</div>
              </div>
              {may.operate && (
                <Button component={Link} to={`/runbooks/${encodeURIComponent(runbook.key)}/start`} variant="default" leftSection={<IconPlayerPlay size={13} />} className={classes.start ?? ''} aria-label={`Start ${runbook.name}`}>
                  Start
                </Button>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Then">
        <ul className={classes.then}>
          {may.model && (
            <li>
              <Link to="/editor">Draw a runbook of your own</Link> <span className="dim">from what the connectors can do.</span>
            </li>
          )}
          <li>
            <Link to="/connectors">Read what steps can do</Link> <span className="dim">and what each of them takes and gives.</span>
          </li>
          <li>
            {may.administer ? <Link to="/settings">Add the others</Link> : <Link to="/settings">See what you may do</Link>}{' '}
            <span className="dim">{may.administer ? 'who start runs, decide and look, and make tokens for programs.' : 'and choose how it looks.'}</span>
          </li>
        </ul>
      </Section>
    </Page>
  );
}

function Hosts() {
  const hosts = useHosts();
  const services = useServices();
  if (hosts.error && !hosts.data) return <Failure error={hosts.error} what="The hosts cannot be shown" retry={hosts.refetch} />;
  if (!hosts.data) return <Loading rows={1} />;
  const { items } = hosts.data;
  const silent = items.filter((host) => !host.reachable).map((host) => host.name);
  const known = (services.data?.items ?? []).map((service) => service.name);
  if (items.length === 0) {
    return (
      <p className={classes.none}>
        No container host is known yet. Name one in <span className="mono">site.yaml</span> in the data folder; the file is read again whenever it changes. Runbooks that need no host run without.
      </p>
    );
  }
  return (
    <p className={classes.none}>
      {silent.length === 0 ? `${count(items.length, 'host')} ${items.length === 1 ? 'answers' : 'answer'}` : `Of ${count(items.length, 'host')}, ${silent.join(', ')} ${silent.length === 1 ? 'does' : 'do'} not answer`}
      {known.length > 0 && (
        <>
          ; {known.length === 1 ? 'there is the service' : 'there are the services'} <span className="mono">{known.join(', ')}</span>
        </>
      )}
      .
    </p>
  );
}
