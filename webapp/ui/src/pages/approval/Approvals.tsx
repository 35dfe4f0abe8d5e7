import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconChecks, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApprovalView } from '../api/client';
import { Empty, Failure, Loading, Refusal } from '../components/Feedback';
import { Field } from '../components/InputFields';
import { Page, Section } from '../components/Page';
import { Time } from '../components/Time';
import { Values } from '../components/Values';
import { useApprovals, useDecide } from '../queries/approvals';
import { useRunsChanged } from '../queries/live';
import { useRunbooks } from '../queries/runbooks';
import { fault, inputsOf, typedOf } from './runbook/inputs';
import classes from './Approvals.module.css';

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
        <Card key={approval.id} approval={approval} name={names.get(approval.runbook) ?? approval.runbook} />
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

function Card({ approval, name }: { approval: ApprovalView; name: string }) {
  const decide = useDecide(approval.id);
  const [comment, setComment] = useState('');
  const [typed, setTyped] = useState(() => typedOf(approval.fields));
  const [touched, setTouched] = useState(false);
  const wrong = approval.fields.some((f) => fault(f, typed[f.name]));
  const send = (decision: 'approve' | 'reject') => {
    setTouched(true);
    if (decision === 'reject' || !wrong) {
      decide.mutate({ decision, ...(comment.trim() && { comment: comment.trim() }), fields: wrong ? {} : inputsOf(approval.fields, typed) });
    }
  };
  return (
    <article className={classes.card} aria-label={approval.name}>
      <div className={classes.about}>
        <h2>{approval.name}</h2>
        <p className="dim">
          <Link to={`/runs/${approval.runId}`}>{name}</Link>, started by {approval.startedBy}; asked <Time at={approval.createdAt} relative />
          {approval.dueAt && (
            <>
              , due <Time at={approval.dueAt} />
            </>
          )}
        </p>
        {approval.reason && <p>“{approval.reason}”</p>}
        {approval.description && <p className={classes.text}>{approval.description}</p>}
        <Values values={approval.inputs} none="The run was started without inputs." />
      </div>
      <form className={classes.decision} onSubmit={(event) => event.preventDefault()}>
        {approval.fields.map((field) => (
          <Field key={field.name} field={field} value={typed[field.name] ?? ''} error={touched ? fault(field, typed[field.name]) : undefined} onChange={(value) => setTyped((now) => ({ ...now, [field.name]: value }))} onLeave={() => undefined} />
        ))}
        <Textarea label="Comment" autosize minRows={2} maxLength={1000} value={comment} onChange={(e) => setComment(e.currentTarget.value)} size="sm" />
        <Refusal error={decide.error} />
        <div className={classes.buttons}>
          <Button size="sm" leftSection={<IconCheck size={16} />} loading={decide.isPending} onClick={() => send('approve')}>
            Approve
          </Button>
          <Button size="sm" variant="default" leftSection={<IconX size={16} />} disabled={decide.isPending} onClick={() => send('reject')}>
            Reject
          </Button>
        </div>
      </form>
    </article>
  );
}
