import { expect, test } from 'vitest';
import type { StepView } from '../../api/client';
import { firstDifference, sidesOf, stepsOf, valuesOf } from './comparison';

let time = 0;

function step(elementId: string, more: Partial<StepView> = {}): StepView {
  time += 1000;
  return {
    id: `${elementId}-${time}`,
    runId: 'r',
    elementId,
    elementName: elementId,
    operation: 'flow.note',
    effect: 'READ',
    state: 'COMPLETED',
    input: {},
    output: {},
    undo: 'NONE',
    createdAt: new Date(time).toISOString(),
    endedAt: new Date(time + 500).toISOString(),
    attempts: [],
    ...more,
  };
}

test('values stand side by side, whatever the order of what is in them', () => {
  expect(valuesOf({ a: 1, b: { x: 1, y: 2 } }, { b: { y: 2, x: 1 }, c: 'new' })).toEqual([
    { name: 'a', first: '1', differs: true },
    { name: 'b', first: '{"x":1,"y":2}', second: '{"x":1,"y":2}', differs: false },
    { name: 'c', second: 'new', differs: true },
  ]);
});

test('steps of one element are told apart by host and by how often it was there', () => {
  const rows = stepsOf([step('pull', { host: 'web-1' }), step('pull', { host: 'web-2' }), step('ask'), step('ask')], [step('pull', { host: 'web-2' }), step('pull', { host: 'web-1' }), step('ask')]);
  expect(rows.map((row) => [row.name, row.host, row.first !== undefined, row.second !== undefined])).toEqual([
    ['pull', 'web-1', true, true],
    ['pull', 'web-2', true, true],
    ['ask', undefined, true, true],
    ['ask', undefined, true, false],
  ]);
});

test('a step that only the second run had stands behind what it followed there', () => {
  const rows = stepsOf([step('a'), step('c')], [step('a'), step('b'), step('c')]);
  expect(rows.map((row) => row.name)).toEqual(['a', 'b', 'c']);
});

test('another end counts before another input, which may be what led to it', () => {
  const rows = stepsOf([step('a', { input: { tag: '1' } }), step('b')], [step('a', { input: { tag: '2' } }), step('b', { state: 'FAILED', errorCode: 'HTTP_NOT_IN_TIME' })]);
  expect(rows[0]?.differences).toEqual(['input']);
  expect(firstDifference(rows)?.name).toBe('b');
  expect(firstDifference(rows.slice(0, 1))?.name).toBe('a');
});

test('runs that did the same have no first difference', () => {
  expect(firstDifference(stepsOf([step('a')], [step('a')]))).toBeUndefined();
});

test('where only one of them went is known', () => {
  expect([...sidesOf(['a', 'b'], ['b', 'c', 'c'])]).toEqual([
    ['a', 'first'],
    ['b', 'both'],
    ['c', 'second'],
  ]);
});
