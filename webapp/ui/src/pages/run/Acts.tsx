import type { UseQueryResult } from '@tanstack/react-query';
import type { Run, TimelineEntry } from '../../api/client';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { Time } from '../../components/Time';
import classes from './Acts.module.css';

/** What people did and what steps noted, oldest first. */
export function Acts({ run, query }: { run: Run; query: UseQueryResult<TimelineEntry[]> }) {
  if (query.isPending) return <Loading />;
  if (query.error) return <Failure error={query.error} what="The timeline cannot be shown" retry={query.refetch} />;
  const entries = query.data.filter((e) => e.kind === 'ACT' || e.kind === 'NOTE' || (e.kind === 'RUN_STARTED' && e.runId === run.id));
  if (entries.length === 0) return <Empty title="Nobody has done anything by hand" />;
  return (
    <ol className={classes.acts}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="dim">
            <Time at={entry.time} />
          </span>
          <div>
            <span className={classes.title}>{entry.kind === 'RUN_STARTED' ? 'Started' : entry.title}</span>
            {entry.actor && <span className="dim"> by {entry.actor}</span>}
            {entry.text && <div>{entry.text}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
