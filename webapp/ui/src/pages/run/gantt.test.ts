import { expect, test } from 'vitest';
import { scaleOf } from './gantt';

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
