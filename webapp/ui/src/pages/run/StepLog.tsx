import { Failure, Loading } from '../../components/Feedback';
import { clockTime } from '../../components/format';
import { useLog } from '../../queries/log';
import classes from './Log.module.css';

/** The last lines of one step. */
export function StepLog({ runId, stepId }: { runId: string; stepId: string }) {
  const { query, lines } = useLog(runId, { step: stepId });
  if (query.isPending) return <Loading rows={2} />;
  if (query.error) return <Failure error={query.error} what="The log cannot be read" retry={query.refetch} />;
  if (lines.length === 0) return <p className="dim">It said nothing.</p>;
  return (
    <pre className={classes.small} tabIndex={0}>
      {lines.slice(-200).map((line) => (
        <div key={line.id} data-level={line.level}>
          <span className="dim">{clockTime(line.time)}</span> {line.text}
        </div>
      ))}
    </pre>
  );
}
