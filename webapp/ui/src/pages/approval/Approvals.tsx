import { IconChecks } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { Page, Section } from '../../components/Page';
import { useApprovals } from '../../queries/approvals';
import { useRunsChanged } from '../../queries/live';
import { useRunbooks } from '../../queries/runbooks';
import classes from './Approvals.module.css';
import { Decision } from './Decision';

/** Everything that waits for a decision, with what one needs to know for it. */
export default function Approvals() {
  useRunsChanged();
  const approvals = useApprovals();
  const runbooks = useRunbooks();
  const names = new Map((runbooks.data ?? []).map((r) => [r.key, r.name]));
  const items = approvals.data?.items ?? [];
  const mine = items.filter((a) => a.mayDecide);
  const others = items.filter((a) => !a.mayDecide);
  return (
    <Page title="Approvals">
      {approvals.isPending && <Loading />}
      {approvals.error && !approvals.data && <Failure error={approvals.error} what="The approvals cannot be shown" retry={approvals.refetch} />}
      {approvals.data && items.length === 0 && (
        <Empty icon={IconChecks} title="Nothing waits for a decision">
          When a run comes to a user task that asks you or one of your roles, it stands here.
        </Empty>
      )}
      {mine.map((approval) => (
        <Decision key={approval.id} approval={approval} name={names.get(approval.runbook) ?? approval.runbook} />
      ))}
      {others.length > 0 && (
        <Section title="For others to decide">
          <ul className={classes.others}>
            {others.map((a) => (
              <li key={a.id}>
                <Link to={`/runs/${a.runId}`}>{a.name}</Link> <span className="dim">in {names.get(a.runbook) ?? a.runbook}, waits for {[...a.users, ...a.groups].join(', ') || 'an operator'}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
