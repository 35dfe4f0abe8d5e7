import type { RunState, StepState } from '../api/client';
import { runStates, stepStates, type Shown } from './states';
import classes from './State.module.css';

/** A state: icon, colour and word together, never colour alone. */
export function State({ shown, size = 15, word = true }: { shown: Shown; size?: number; word?: boolean }) {
  const Icon = shown.icon;
  return (
    <span className={classes.state} data-look={shown.look}>
      <Icon size={size} aria-hidden className={classes.icon} />
      {word ? <span>{shown.label}</span> : <span className="hidden-label">{shown.label}</span>}
    </span>
  );
}

export function RunStateMark({ state, word = true, size }: { state: RunState; word?: boolean; size?: number }) {
  return <State shown={runStates[state]} word={word} {...(size && { size })} />;
}

export function StepStateMark({ state, word = true, size }: { state: StepState; word?: boolean; size?: number }) {
  return <State shown={stepStates[state]} word={word} {...(size && { size })} />;
}
