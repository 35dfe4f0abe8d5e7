import {
  IconAlertTriangleFilled,
  IconArrowForwardUp,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconCircleXFilled,
  IconHourglass,
  IconLoader2,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import type { RunState, StepState } from '../api/client';

/** The looks that states have, everywhere. */
export type Look = 'running' | 'waiting' | 'attention' | 'succeeded' | 'failed' | 'cancelled';

export interface Shown {
  look: Look;
  label: string;
  icon: Icon;
}

export const runStates: Record<RunState, Shown> = {
  NEEDS_ATTENTION: { look: 'attention', label: 'Needs attention', icon: IconAlertTriangleFilled },
  RUNNING: { look: 'running', label: 'Running', icon: IconLoader2 },
  WAITING: { look: 'waiting', label: 'Waiting', icon: IconHourglass },
  FAILED: { look: 'failed', label: 'Failed', icon: IconCircleXFilled },
  SUCCEEDED: { look: 'succeeded', label: 'Succeeded', icon: IconCircleCheckFilled },
  CANCELLED: { look: 'cancelled', label: 'Cancelled', icon: IconCircleMinus },
};

export const stepStates: Record<StepState, Shown> = {
  WORKING: { look: 'running', label: 'Working', icon: IconLoader2 },
  RETRYING: { look: 'waiting', label: 'Waiting to retry', icon: IconRefresh },
  ATTENTION: { look: 'attention', label: 'Needs attention', icon: IconAlertTriangleFilled },
  COMPLETED: { look: 'succeeded', label: 'Completed', icon: IconCircleCheckFilled },
  FAILED: { look: 'failed', label: 'Failed', icon: IconCircleXFilled },
  CANCELLED: { look: 'cancelled', label: 'Cancelled', icon: IconCircleMinus },
  SKIPPED: { look: 'cancelled', label: 'Skipped', icon: IconArrowForwardUp },
};

/** States in which a run has ended. */
export function ended(state: RunState): boolean {
  return state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED';
}

/** What a person may do to a run in a state, if the role allows it. */
export const runActs: Record<RunState, { cancel: boolean; rollBack: boolean }> = {
  RUNNING: { cancel: true, rollBack: true },
  WAITING: { cancel: true, rollBack: true },
  NEEDS_ATTENTION: { cancel: true, rollBack: true },
  SUCCEEDED: { cancel: false, rollBack: true },
  FAILED: { cancel: false, rollBack: true },
  CANCELLED: { cancel: false, rollBack: true },
};

const UNKNOWN = 'OUTCOME_UNKNOWN';

/** What a person may do to a step; one of which nobody knows what became of it is looked into first. */
export function actsOf(step: { state: StepState; errorCode?: string }): { retry: boolean; skip: boolean; resolve: boolean } {
  const unknown = step.state === 'ATTENTION' && step.errorCode === UNKNOWN;
  return { ...stepActs[step.state], retry: stepActs[step.state].retry && !unknown, resolve: unknown };
}

const stepActs: Record<StepState, { retry: boolean; skip: boolean }> = {
  ATTENTION: { retry: true, skip: true },
  WORKING: { retry: false, skip: false },
  RETRYING: { retry: false, skip: false },
  COMPLETED: { retry: false, skip: false },
  FAILED: { retry: false, skip: false },
  CANCELLED: { retry: false, skip: false },
  SKIPPED: { retry: false, skip: false },
};
