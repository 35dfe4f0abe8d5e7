import { expect, test } from 'vitest';
import { ago, duration, isoDuration } from './format';

test.each([
  [0, '0ms'],
  [85, '85ms'],
  [4_250, '4.2s'],
  [59_999, '59s'],
  [63_000, '1m 3s'],
  [7_500_000, '2h 5m'],
  [90_000_000, '1d 1h'],
])('%d ms reads %s', (ms, text) => expect(duration(ms)).toBe(text));

test('durations of the API are read', () => {
  expect(isoDuration('PT1M30S')).toBe('1m 30s');
  expect(isoDuration('PT0.5S')).toBe('500ms');
});

test('the past is told roughly', () => {
  expect(ago(new Date(0).toISOString(), 125_000)).toBe('2m ago');
  expect(ago(new Date(0).toISOString(), 1_000)).toBe('just now');
});
