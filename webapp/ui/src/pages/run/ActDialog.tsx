import { Button, JsonInput, Modal, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Run, StepView } from '../../api/client';
import { Refusal } from '../../components/Feedback';
import { cancel, resolve, retry, rollBack, skip, useRunAct } from '../../mutations/runs';
import { useConnectors } from '../../queries/site';
import { emptyOutput } from './outputs';
import classes from './ActDialog.module.css';

export type Act = { kind: 'cancel' | 'rollBack' } | { kind: 'retry' | 'skip' | 'resolve'; step: StepView };

const WORDS: Record<Act['kind'], { title: string; will: string; go: string; danger?: boolean }> = {
  cancel: {
    title: 'Cancel this run',
    will: 'Steps at work are stopped and clean up after themselves. What was done stays as it is.',
    go: 'Cancel the run',
    danger: true,
  },
  rollBack: {
    title: 'Take its changes back',
    will: 'Every change that can be taken back is, the latest first, in a run of its own that opens now. If this run still goes on, it is stopped before.',
    go: 'Take the changes back',
    danger: true,
  },
  retry: {
    title: 'Try this step again',
    will: 'The step gets its attempts anew, and the run goes on from it. Change the input if that is what was wrong.',
    go: 'Try again',
  },
  skip: {
    title: 'Go on without this step',
    will: 'The run goes on as if the step had completed. Later steps see the output that you give here.',
    go: 'Go on without it',
  },
  resolve: {
    title: 'Say what happened',
    will: 'Nobody knows whether this change was made, so it is not repeated blindly. Look at the target, then say what you found.',
    go: 'That is what happened',
  },
};

const NO_OBJECT = 'This is not a JSON object.';

/** Asks for a reason and says what will happen. What was typed stays until it was done; a click beside the dialog does not lose it. */
export default function ActDialog({ run, act, onClose }: { run: Run; act: Act | null; onClose: () => void }) {
  return (
    <Modal opened={act !== null} onClose={onClose} title={act && WORDS[act.kind].title} closeOnClickOutside={false} centered size="md">
      {act && <Form run={run} act={act} onClose={onClose} />}
    </Modal>
  );
}

function Form({ run, act, onClose }: { run: Run; act: Act; onClose: () => void }) {
  const go = useNavigate();
  const words = WORDS[act.kind];
  const [reason, setReason] = useState('');
  const [happened, setHappened] = useState('yes');
  const { data: catalogue } = useConnectors();
  // Until something is typed: the input as it was, or the fields of the output with nothing in them.
  const [typed, setJson] = useState<string | null>(null);
  const json = typed ?? ('step' in act ? JSON.stringify(act.kind === 'retry' ? act.step.input : emptyOutput(outputOf(catalogue, act.step)), null, 2) : '{}');
  const parsed = read(json);
  const takesJson = act.kind === 'retry' || act.kind === 'skip' || (act.kind === 'resolve' && happened === 'yes');

  const doing = useRunAct(run.id, async () => {
    switch (act.kind) {
      case 'cancel':
        return cancel(run.id, reason);
      case 'rollBack': {
        const rollback = await rollBack(run.id, reason);
        await go(`/runs/${rollback.id}`);
        return rollback;
      }
      case 'retry': {
        const changed = JSON.stringify(parsed) !== JSON.stringify(act.step.input);
        return retry(run.id, act.step.id, reason, changed ? parsed : undefined);
      }
      case 'skip':
        return skip(run.id, act.step.id, reason, parsed ?? {});
      case 'resolve':
        return resolve(run.id, act.step.id, reason, happened === 'yes', parsed);
    }
  });

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        doing.mutate(undefined, { onSuccess: onClose });
      }}
    >
      <p>{words.will}</p>
      {act.kind === 'resolve' && (
        <SegmentedControl
          value={happened}
          onChange={setHappened}
          data={[
            { value: 'yes', label: 'It happened' },
            { value: 'no', label: 'It did not' },
          ]}
        />
      )}
      {takesJson && (
        <JsonInput
          label={act.kind === 'retry' ? 'Input' : 'Output'}
          description={act.kind !== 'retry' && 'What it would have given. Later steps see it.'}
          value={json}
          onChange={setJson}
          autosize
          minRows={3}
          maxRows={14}
          size="xs"
          error={parsed === undefined && NO_OBJECT}
          validationError={NO_OBJECT}
          classNames={{ input: 'mono' }}
        />
      )}
      <Textarea
        label="Reason"
        description="Kept in the timeline."
        data-autofocus
        required
        maxLength={1000}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refusal error={doing.error} />
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" {...(words.danger && { color: 'red' })} loading={doing.isPending} disabled={!reason.trim() || (takesJson && parsed === undefined)}>
          {words.go}
        </Button>
      </div>
    </form>
  );
}

function outputOf(catalogue: ReturnType<typeof useConnectors>['data'], step: StepView): unknown {
  return catalogue?.items.flatMap((connector) => connector.operations).find((operation) => operation.id === step.operation)?.output;
}

function read(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
