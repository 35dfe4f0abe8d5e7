import { expect, test } from 'vitest';
import type { Current } from '../../api/client';
import { marksOf, pathOf, type Visit } from './marks';

const at = (ms: number) => new Date(1_700_000_000_000 + ms).toISOString();
const visit = (elementId: string, from: number, to?: number): Visit => ({ elementId, startedAt: at(from), cancelled: false, ...(to !== undefined && { endedAt: at(to) }) });
const flow = (from: string, to: string) => ({ id: `${from}-${to}`, from, to });

test('of two ways out of a gateway, the one that was taken is drawn', () => {
  const visits = [visit('start', 0, 0), visit('a', 1, 100), visit('gate', 101, 101), visit('b', 102, 200), visit('end', 201, 201)];
  const flows = [flow('start', 'a'), flow('a', 'gate'), flow('gate', 'b'), flow('gate', 'c'), flow('b', 'end'), flow('c', 'end')];

  expect(pathOf(visits, flows).sort()).toEqual(['a-gate', 'b-end', 'gate-b', 'start-a'].sort());
});

test('a way around both ends of which were visited at other times is not drawn', () => {
  const visits = [visit('a', 0, 1000), visit('b', 1001, 5000), visit('c', 5001, 6000)];

  expect(pathOf(visits, [flow('a', 'b'), flow('b', 'c'), flow('a', 'c')])).toEqual(['a-b', 'b-c']);
});

test('what has not ended leads nowhere yet', () => {
  expect(pathOf([visit('a', 0)], [flow('a', 'b')])).toEqual([]);
});

test('where the run waits for somebody is drawn as waiting, not as running', () => {
  const current: Current[] = [{ elementId: 'ask', elementName: 'Release it?', what: 'userTask', state: 'WAITING' }];
  const marks = marksOf([visit('start', 0, 0), visit('ask', 1)], [], current, 0);

  expect(marks.ask).toMatchObject({ look: 'waiting', label: 'Waiting', token: true });
  expect(marks.start).toMatchObject({ look: 'succeeded' });
});
