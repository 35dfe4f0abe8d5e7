import { expect, test } from 'vitest';
import type { StepView } from '../../api/client';
import { linesOf, scaleOf, waitsOf, type Line } from './gantt';

test('without pauses, time is even', () => {
  const scale = scaleOf([{ from: 0, to: 1000 }], 0, 1000);
  expect(scale.breaks).toEqual([]);
  expect(scale.at(0)).toBe(0);
  expect(scale.at(500)).toBeCloseTo(0.5);
  expect(scale.at(1000)).toBe(1);
});

test('a night in which nothing happened takes a sliver', () => {
  const hour = 3_600_000;
  const scale = scaleOf([{ from: 0, to: 60_000 }, { from: 8 * hour, to: 8 * hour + 60_000 }], 0, 8 * hour + 60_000);
  expect(scale.breaks).toHaveLength(1);
  expect(scale.breaks[0]?.ms).toBe(8 * hour - 60_000);
  expect(scale.at(60_000)).toBeGreaterThan(0.45);
  expect(scale.at(8 * hour)).toBeLessThan(0.55);
  expect(scale.at(8 * hour + 60_000)).toBeCloseTo(1);
});

test('later is never further left', () => {
  const scale = scaleOf([{ from: 0, to: 10 }, { from: 90_000, to: 90_010 }, { from: 300_000, to: 300_500 }], 0, 400_000);
  let before = -1;
  for (let time = 0; time <= 400_000; time += 777) {
    expect(scale.at(time)).toBeGreaterThanOrEqual(before);
    before = scale.at(time);
  }
});

const at = (ms: number) => new Date(1_700_000_000_000 + ms).toISOString();
const step = (id: string, from: number, host?: string): StepView => ({ id, runId: 'r', elementId: id, elementName: id, operation: 'flow.note', effect: 'READ', state: 'COMPLETED', undo: 'NONE', input: {}, attempts: [], createdAt: at(from), ...(host && { host }) });
const told = (lines: Line[]) => lines.map((line) => (line.kind === 'step' ? line.step.id : line.kind === 'wait' ? line.wait.name : `# ${line.host}`));

test('where the run waited stands between the steps', () => {
  const xml = '<d xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"><userTask id="ask" name="Release&#10;it?"/><userTask id="soon"/><serviceTask id="a"/></d>';
  const visits = [
    { elementId: 'a', startedAt: at(0), endedAt: at(9), cancelled: false },
    { elementId: 'ask', startedAt: at(10), cancelled: false },
    { elementId: 'soon', startedAt: at(10), endedAt: at(20), cancelled: false },
  ];
  const waits = waitsOf(visits, xml);
  expect(waits).toEqual([{ id: 'ask 1', elementId: 'ask', name: 'Release it?', from: Date.parse(at(10)), cancelled: false }]);
  expect(told(linesOf([step('a', 0), step('b', 500)], waits, false))).toEqual(['a', 'Release it?', 'b']);
});

test('host by host, what is on none comes first', () => {
  const steps = [step('plan', 0), step('pull 10', 1, 'web-10'), step('pull 9', 2, 'web-9'), step('run 10', 3, 'web-10'), step('note', 4)];
  expect(told(linesOf(steps, [], true))).toEqual(['# On no host', 'plan', 'note', '# web-9', 'pull 9', '# web-10', 'pull 10', 'run 10']);
});
