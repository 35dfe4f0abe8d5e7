import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Run, StepView } from '../../api/client';
import { actsOf } from '../../components/states';
import { StepStateMark } from '../../components/State';
import { Time, Took } from '../../components/Time';
import { Values } from '../../components/Values';
import { useMay } from '../../queries/session';
import type { Act } from './ActDialog';
import { Acting } from './Acting';
import { StepLog } from './StepLog';
import classes from './StepPanel.module.css';

/** So much of the panel, in pixels, shows that it has opened. */
const IN_SIGHT = 120;

/** Everything about the steps of one element: what went in, what came out, what was tried, and what can be done. */
export function StepPanel({
  run,
  name,
  steps,
  chosen,
  onChoose,
  onClose,
}: {
  run: Run;
  name: string;
  steps: StepView[];
  chosen: StepView | undefined;
  onChoose: (step: StepView) => void;
  onClose: () => void;
}) {
  const step = chosen ?? steps[0];
  const panel = useRef<HTMLElement>(null);
  // Chosen from further down, it would open out of sight.
  useEffect(() => {
    const box = panel.current?.getBoundingClientRect();
    if (box && (box.bottom < IN_SIGHT || box.top > window.innerHeight - IN_SIGHT)) panel.current?.scrollIntoView();
  }, [name, step?.id]);
  const waiting = run.current.find((c) => c.elementName === name && c.state === 'WAITING');
  return (
    <aside ref={panel} className={classes.panel} aria-label={`Step ${name}`}>
      <header className={classes.head}>
        <h2>{name}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {steps.length > 1 && (
        <div className={classes.several} role="group" aria-label="Where and when">
          {steps.map((s, i) => (
            <button key={s.id} type="button" aria-pressed={s.id === step?.id} onClick={() => onChoose(s)} className={classes.one}>
              <StepStateMark state={s.state} word={false} size={13} />
              {s.undoOf ? 'undo ' : ''}
              {s.host ?? `#${i + 1}`}
            </button>
          ))}
        </div>
      )}
      {step ? <Details key={step.id} run={run} step={step} /> : <p className="dim">{waiting ? 'The run waits here.' : 'No step of a connector ran here.'}</p>}
    </aside>
  );
}

function Details({ run, step }: { run: Run; step: StepView }) {
  const may = useMay();
  const [act, setAct] = useState<Act | null>(null);
  const acts = actsOf(step);
  const last = step.attempts.at(-1);
  return (
    <div className={classes.body}>
      <div className={classes.facts}>
        <StepStateMark state={step.state} />
        <span className="mono">{step.operation}</span>
        {step.host && <span>{step.host}</span>}
        <span className="dim">
          <Time at={step.createdAt} /> · <Took from={step.createdAt} to={step.endedAt} />
        </span>
      </div>
      {step.progress && !step.endedAt && (
        <p className={classes.progress}>
          {step.progress}
          {step.share != null && (
            <progress value={step.share} max={1} aria-label="Progress">
              {Math.round(step.share * 100)} %
            </progress>
          )}
        </p>
      )}
      {step.state === 'RETRYING' && last?.retryAt && (
        <p className={classes.progress}>
          Tries again <Time at={last.retryAt} relative />.
        </p>
      )}
      {step.errorMessage && step.state !== 'COMPLETED' && (
        <div className={classes.error} data-look={step.state === 'ATTENTION' ? 'attention' : 'failed'}>
          {step.errorCode && <span className="mono">{step.errorCode}</span>}
          <div>{step.errorMessage}</div>
        </div>
      )}
      {may.operate && (acts.retry || acts.skip || acts.resolve) && (
        <div className={classes.acts}>
          {acts.resolve && <Button onClick={() => setAct({ kind: 'resolve', step })}>Say what happened…</Button>}
          {acts.retry && <Button onClick={() => setAct({ kind: 'retry', step })}>Try again…</Button>}
          {acts.skip && (
            <Button variant="default" onClick={() => setAct({ kind: 'skip', step })}>
              Go on without…
            </Button>
          )}
        </div>
      )}
      <h3>Attempts</h3>
      <table className={classes.attempts}>
        <tbody>
          {step.attempts.map((attempt) => (
            <tr key={attempt.number}>
              <td className="dim">{attempt.number}</td>
              <td>{(attempt.outcome ?? 'working').toLowerCase().replace(/_/g, ' ')}</td>
              <td className="dim">
                <Time at={attempt.startedAt} />
              </td>
              <td className="num">
                <Took from={attempt.startedAt} to={attempt.endedAt} />
              </td>
              <td className={classes.why}>
                {attempt.errorCode && <span className="mono">{attempt.errorCode}</span>} {attempt.errorMessage}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Output</h3>
      <Values values={step.output} none={step.endedAt ? 'It gave nothing.' : 'Nothing yet.'} />
      <h3>Input</h3>
      <Values values={step.input} none="It took nothing." />
      {step.effect === 'CHANGE' && (
        <>
          <h3>Way back</h3>
          <p>{UNDO[step.undo]}</p>
        </>
      )}
      <h3>Log</h3>
      <StepLog runId={run.id} stepId={step.id} />
      <p className={`dim mono ${classes.id}`}>{step.id}</p>
      <Acting run={run} act={act} onClose={() => setAct(null)} />
    </div>
  );
}

const UNDO: Record<StepView['undo'], string> = {
  NONE: 'There is none: it changed nothing, or what it does cannot be taken back.',
  POSSIBLE: 'Its change can be taken back.',
  DONE: 'Its change was taken back.',
  FAILED: 'Its change could not be taken back.',
};
