import { IconChecks } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { Run } from '../../api/client';
import { useApprovals } from '../../queries/approvals';
import { Decision } from '../approval/Decision';
import classes from './RunPage.module.css';

/** What this run asks the one who looks at it; with the answer in place. */
export default function Asked({ run }: { run: Run }) {
  const { data, refetch } = useApprovals();
  const { current } = run;
  useEffect(() => void refetch(), [current, refetch]);
  const items = data?.filter((a) => a.runId === run.id || a.rootId === run.id) ?? [];
  const mine = items.filter((a) => a.mayDecide);
  const others = items.filter((a) => !a.mayDecide);
  if (items.length === 0) return null;
  return (
    <section className={classes.asked} aria-label="Approvals of this run">
      {mine.map((approval) => (
        <Decision key={approval.id} approval={approval} />
      ))}
      {others.map(({ id, name, users, groups }) => (
        <p key={id}>
          <IconChecks size={16} aria-hidden /> <strong>{name}</strong> waits for {[...users, ...groups].join(', ') || 'an operator'}.
        </p>
      ))}
    </section>
  );
}
