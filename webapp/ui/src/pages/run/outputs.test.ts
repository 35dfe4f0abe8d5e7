import { expect, test } from 'vitest';
import { emptyOutput } from './outputs';

test('what is always there has an empty value of its type', () => {
  const schema = {
    properties: { status: { type: 'integer' }, headers: { type: 'object' }, body: {}, truncated: { type: 'boolean' }, check: { enum: ['http', 'docker'] }, hosts: { type: 'array' }, note: { type: 'string' } },
    required: ['status', 'headers', 'truncated', 'check', 'hosts', 'note'],
  };
  expect(emptyOutput(schema)).toEqual({ status: 0, headers: {}, truncated: false, check: 'http', hosts: [], note: '' });
});

test('of what is not known nothing is made up', () => {
  expect(emptyOutput(undefined)).toEqual({});
});
