import { expect, test } from 'vitest';
import type { Run, StepView, TimelineEntry } from '../../api/client';
import { report, type Told } from './report';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds)).toISOString();

const run: Run = {
  id: 'r1', rootId: 'r1', runbook: 'deploy', version: 3, state: 'FAILED', outcome: 'Rolled back', inputs: { tag: '1|2', note: '`x`' }, outputs: {},
  startedBy: 'ada', reason: 'release', startedAt: at(0), endedAt: at(60), current: [],
};

function step(id: string, from: number, to: number | undefined, more: Partial<StepView> = {}): StepView {
  return {
    id, runId: 'r1', elementId: id, elementName: id, operation: 'docker.pull-image', effect: 'CHANGE', state: 'COMPLETED', input: {}, undo: 'NONE',
    createdAt: at(from), ...(to !== undefined && { endedAt: at(to) }), attempts: [], ...more,
  };
}

const entry = (kind: TimelineEntry['kind'], seconds: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({ id: `${kind}${seconds}`, time: at(seconds), runId: 'r1', kind, title: 'Pull: the <image>', ...more });

const told: Told = {
  run,
  name: 'Deploy',
  steps: [step('pull', 0, 10), step('wait: for it', 10, 30, { state: 'FAILED', host: 'web-1', errorCode: 'HTTP_NOT_IN_TIME', errorMessage: 'No answer.' })],
  timeline: [entry('RUN_STARTED', 0), entry('STEP_FAILED', 30, { host: 'web-1' }), entry('ACT', 45, { title: 'Retry', actor: 'bob', text: 'again' }), entry('RUN_ENDED', 60)],
  path: [
    { elementId: 'pull', startedAt: at(0), endedAt: at(10), cancelled: false },
    { elementId: 'wait', startedAt: at(10), endedAt: at(20), cancelled: false },
    { elementId: 'wait', startedAt: at(20), endedAt: at(30), cancelled: true },
  ],
  diagram: '<d><t id="pull" name="Pull the\nimage"/></d>',
};

test('times to detect, to react and to resolve are told, with what they are counted from', () => {
  const text = report(told, Date.parse(at(99)));
  expect(text).toContain('| Time to detect | 30s, from the start to the first failure: Pull: the <image> on web-1 |');
  expect(text).toContain('| Time to react | 15s, from the first failure to the first act: Retry by bob |');
  expect(text).toContain('| Time to resolve | 30s, from the first failure to the end |');
});

test('a run that goes on is not resolved', () => {
  const text = report({ ...told, run: { ...run, state: 'NEEDS_ATTENTION', endedAt: undefined as never, outcome: undefined as never } }, Date.parse(at(90)));
  expect(text).toContain('# Deploy: Needs attention');
  expect(text).toContain('| Time to resolve | not resolved after 1m |');
});

test('the path has the names of the diagram, and a loop in one line', () => {
  const text = report(told, 0);
  expect(text).toContain('1. 12:00:00 UTC Pull the image (10s)');
  expect(text).toContain('2. 12:00:10 UTC wait (2 times, 20s, cut short)');
});

test('the chart has a bar for each step, by host, and no name breaks it', () => {
  const lines = report(told, 0).split('\n');
  const from = lines.indexOf('gantt');
  expect(lines.slice(from, from + 7)).toEqual([
    'gantt',
    '  dateFormat x',
    '  axisFormat %H:%M:%S',
    '  section No host',
    `  pull :done, ${Date.parse(at(0))}, ${Date.parse(at(10))}`,
    '  section web-1',
    `  wait for it :crit, ${Date.parse(at(10))}, ${Date.parse(at(30))}`,
  ]);
});

test('no value breaks a table or code', () => {
  const text = report({ ...told, run: { ...run, reason: 'a|b\nc' } }, 0);
  expect(text).toContain('| Reason | a\\|b c |');
  expect(text).toContain('- `note`: `` `x` ``');
});

test('of many steps those that failed and took longest are charted', () => {
  const many = Array.from({ length: 100 }, (_, i) => step(`s${i}`, 0, i));
  const text = report({ ...told, steps: [step('broken', 0, 0, { errorCode: 'X', state: 'FAILED' }), ...many] }, 0);
  expect(text).toContain('broken :crit');
  expect(text).toContain('s99 :done');
  expect(text).not.toContain('s3 :done');
  expect(text).toContain('41 steps that took less time');
});

test('what failed before somebody had it tried again is told all the same', () => {
  const attempts = [
    { number: 1, startedAt: at(5), endedAt: at(8), node: 'n', outcome: 'FAILED', errorCode: 'DOCKER_IMAGE_NOT_FOUND', errorMessage: 'No such image.' },
    { number: 2, startedAt: at(20), endedAt: at(25), node: 'n', outcome: 'COMPLETED' },
  ];
  const text = report({ ...told, steps: [step('pull', 5, 25, { attempts, errorCode: 'DOCKER_IMAGE_NOT_FOUND' })], timeline: [entry('RUN_STARTED', 0), entry('ACT', 20, { title: 'Retried' })] }, 0);
  expect(text).toContain('| Time to detect | 8.0s, from the start to the first failure: pull |');
  expect(text).toContain('| 12:00:08 UTC | attempt failed: pull |  | Attempt 1: DOCKER_IMAGE_NOT_FOUND: No such image. |');
  expect(text).toContain('**pull** (2 attempts), completed: `DOCKER_IMAGE_NOT_FOUND` No such image.');
});
