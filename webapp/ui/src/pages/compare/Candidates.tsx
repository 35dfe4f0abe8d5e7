import { IconArrowsDiff } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Run } from '../../api/client';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { brief } from '../../components/format';
import { Section } from '../../components/Page';
import { RunStateMark } from '../../components/State';
import { Time, Took } from '../../components/Time';
import { useRunbook } from '../../queries/runbooks';
import { useFewRuns } from '../../queries/runs';
import classes from './Compare.module.css';

const SHOWN = 25;

/** Runs to compare one with: the last that succeeded first, for that is what most are looking for. */
export function Candidates({ run, choose }: { run: Run; choose: (id: string) => string }) {
  const runbook = useRunbook(run.runbook);
  const runs = useFewRuns({ runbook: run.runbook }, SHOWN + 1);
  const good = useFewRuns({ runbook: run.runbook, state: ['SUCCEEDED'], to: run.startedAt }, 2);
  const name = runbook.data?.name ?? run.runbook;
  if (runs.error && !runs.data) return <Failure error={runs.error} what="The other runs cannot be shown" retry={runs.refetch} />;
  if (!runs.data || good.isPending) return <Loading rows={8} />;
  const before = good.data?.items.find((other) => other.id !== run.id);
  const others = runs.data.items.filter((other) => other.id !== run.id && other.id !== before?.id).slice(0, SHOWN);
  if (!before && others.length === 0) {
    return (
      <Empty icon={IconArrowsDiff} title={`${name} has run only once`}>
        There is nothing to compare this run with yet. <Link to={`/runs/${run.id}`}>Back to the run</Link>
      </Empty>
    );
  }
  return (
    <>
      <p className={classes.ask}>
        The run of <Link to={`/runs/${run.id}`}>{name}</Link> from <Time at={run.startedAt} /> <RunStateMark state={run.state} /> with which other one?
      </p>
      {before && (
        <Section title="The last one before it that succeeded">
          <List runs={[before]} choose={choose} />
        </Section>
      )}
      {others.length > 0 && (
        <Section title="The latest runs">
          <List runs={others} choose={choose} />
        </Section>
      )}
    </>
  );
}

function List({ runs, choose }: { runs: Run[]; choose: (id: string) => string }) {
  return (
    <ul className={classes.candidates}>
      {runs.map((run) => (
        <li key={run.id}>
          <Link to={choose(run.id)} replace className={classes.candidate}>
            <RunStateMark state={run.state} />
            <span>v{run.version}</span>
            <span className={`clip mono ${classes.candidateInputs}`}>{Object.values(run.inputs).map(brief).join(' · ') || 'no inputs'}</span>
            <span className={`clip dim ${classes.candidateOutcome}`}>{run.outcome}</span>
            <span className="dim num">
              <Time at={run.startedAt} />
            </span>
            <span className="dim num">
              <Took from={run.startedAt} to={run.endedAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
