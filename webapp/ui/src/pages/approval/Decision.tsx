import { Button, Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ApprovalView } from '../../api/client';
import { Refusal } from '../../components/Feedback';
import { Field } from '../../components/InputFields';
import { Time } from '../../components/Time';
import { Values } from '../../components/Values';
import { useDecide } from '../../queries/approvals';
import { fault, inputsOf, typedOf } from '../runbook/inputs';
import classes from './Approvals.module.css';

/** One approval with what one needs to know for it; on the page of its run, what that page says already is left out. */
export function Decision({ approval, name, onDecided }: { approval: ApprovalView; name?: string; onDecided?: (decision: 'approve' | 'reject') => void }) {
  const decide = useDecide(approval.id);
  const [comment, setComment] = useState('');
  const [typed, setTyped] = useState(() => typedOf(approval.fields));
  const [touched, setTouched] = useState(false);
  const wrong = approval.fields.some((f) => fault(f, typed[f.name]));
  const send = (decision: 'approve' | 'reject') => {
    setTouched(true);
    if (decision === 'reject' || !wrong) {
      decide.mutate({ decision, ...(comment.trim() && { comment: comment.trim() }), fields: wrong ? {} : inputsOf(approval.fields, typed) }, { onSuccess: () => onDecided?.(decision) });
    }
  };
  return (
    <article className={classes.card} id={approval.id} aria-label={approval.name}>
      <div className={classes.about}>
        <h2>{approval.name}</h2>
        <p className="dim">
          {name && (
            <>
              <Link to={`/runs/${approval.runId}`}>{name}</Link>, started by {approval.startedBy};{' '}
            </>
          )}
          asked <Time at={approval.createdAt} relative />
          {approval.dueAt && (
            <>
              , due <Time at={approval.dueAt} />
            </>
          )}
        </p>
        {name && approval.reason && <p>“{approval.reason}”</p>}
        {approval.description && <p className={classes.text}>{approval.description}</p>}
        {name && <Values values={approval.inputs} none="The run was started without inputs." />}
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
