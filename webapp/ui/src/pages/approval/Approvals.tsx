import { IconChecks } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { ApprovalView } from '../../api/client';
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
  const nameOf = (approval: ApprovalView) => names.get(approval.runbook) ?? approval.runbook;
  const items = approvals.data ?? [];
  const mine = items.filter((a) => a.mayDecide);
  const others = items.filter((a) => !a.mayDecide);
  const gone = useGone(approvals.data);
  const [decided, setDecided] = useState<Record<string, 'approve' | 'reject'>>({});
  useShown(mine.length > 0);
  return (
    <Page title="Approvals">
      {approvals.isPending && <Loading />}
      {approvals.error && !approvals.data && <Failure error={approvals.error} what="The approvals cannot be shown" retry={approvals.refetch} />}
      <div role="status">
        {gone.map((approval) => (
          <p key={approval.id} className={classes.gone}>
            {decided[approval.id] ? `You ${decided[approval.id] === 'approve' ? 'approved' : 'rejected'} “${approval.name}”` : `“${approval.name}” no longer waits: somebody else decided it, or its run ended`}, in{' '}
            <Link to={`/runs/${approval.runId}`}>{nameOf(approval)}</Link>.
          </p>
        ))}
      </div>
      {approvals.data && items.length === 0 && (
        <Empty icon={IconChecks} title="Nothing waits for a decision">
          When a run comes to a user task that asks you or one of your roles, it stands here.
        </Empty>
      )}
      {mine.map((approval) => (
        <Decision key={approval.id} approval={approval} name={nameOf(approval)} onDecided={(decision) => setDecided((before) => ({ ...before, [approval.id]: decision }))} />
      ))}
      {others.length > 0 && (
        <Section title="For others to decide">
          <ul className={classes.others}>
            {others.map((a) => (
              <li key={a.id}>
                <Link to={`/runs/${a.runId}`}>{a.name}</Link> <span className="dim">in {nameOf(a)}, waits for {[...a.users, ...a.groups].join(', ') || 'an operator'}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

/** What one could decide while one looked and can no longer: nothing vanishes without a word. */
function useGone(items: ApprovalView[] | undefined): ApprovalView[] {
  const [known, setKnown] = useState(items);
  const [gone, setGone] = useState<ApprovalView[]>([]);
  if (items && items !== known) {
    setKnown(items);
    const open = new Set(items.map((a) => a.id));
    const lost = (known ?? []).filter((a) => a.mayDecide && !open.has(a.id));
    if (lost.length > 0) setGone((before) => [...before, ...lost]);
  }
  return gone;
}

/** Brings the one that the address names into sight, once it is there. */
function useShown(there: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (there && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [there, hash]);
}
