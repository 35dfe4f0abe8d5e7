import { describe, expect, test } from 'vitest';
import type { InputField } from '../../api/client';
import { curl, fault, inputsOf, typedOf } from './inputs';

const field = (given: Partial<InputField>): InputField => ({ name: 'f', label: '', help: '', type: 'STRING', required: false, options: [], ...given });

describe('what was typed', () => {
  test('may be empty unless it is required and has no default', () => {
    expect(fault(field({}), '')).toBeUndefined();
    expect(fault(field({ required: true }), '')).toBe('This is needed.');
    expect(fault(field({ required: true, defaultValue: 'x' }), '')).toBeUndefined();
  });

  test('must be a number within bounds where one is wanted', () => {
    const port = field({ type: 'LONG', min: 1, max: 65535 });
    expect(fault(port, '8080')).toBeUndefined();
    expect(fault(port, 'http')).toMatch('whole number');
    expect(fault(port, '0')).toMatch('at least 1');
    expect(fault(port, '70000')).toMatch('at most 65535');
  });

  test('must match a pattern as a whole', () => {
    const version = field({ pattern: '\\d+\\.\\d+' });
    expect(fault(version, '1.2')).toBeUndefined();
    expect(fault(version, 'v1.2')).toMatch('look like');
  });

  test('is not held up by a pattern that only Java knows', () => {
    expect(fault(field({ pattern: '(?i)x++' }), 'anything')).toBeUndefined();
  });

  test('is sent in the types of the fields, without what was left empty', () => {
    const fields = [field({ name: 'n', type: 'LONG' }), field({ name: 'b', type: 'BOOLEAN' }), field({ name: 's' }), field({ name: 'e' })];
    expect(inputsOf(fields, { n: '3', b: 'true', s: 'text', e: '' })).toEqual({ n: 3, b: true, s: 'text' });
  });

  test('begins with what another run was given, else with defaults', () => {
    const fields = [field({ name: 'a', defaultValue: '1' }), field({ name: 'b', defaultValue: '2' })];
    expect(typedOf(fields, { a: 'given' })).toEqual({ a: 'given', b: '2' });
  });
});

test('the command survives quotes', () => {
  expect(curl('http://h', 'key', { inputs: { a: "it's" } })).toContain(`'{"inputs":{"a":"it'\\''s"}}'`);
});
