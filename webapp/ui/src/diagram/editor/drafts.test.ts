import { beforeEach, expect, test } from 'vitest';
import { draftOf, dropDraft, keepDraft, otherDrafts, slotOf } from './drafts';

const draft = (name: string, at = '2026-01-01T00:00:00Z') => ({ xml: `<${name}/>`, name, at });

beforeEach(() => localStorage.clear());

test('each new runbook, each runbook and each of its versions has a place of its own', () => {
  const slots = [slotOf({ draft: 'abc' }), slotOf({ draft: 'def' }), slotOf({ runbook: 'deploy' }), slotOf({ runbook: 'deploy', version: '2' })];
  expect(new Set(slots).size).toBe(4);
  slots.forEach((slot, n) => void keepDraft(slot, draft(`d${n}`)));
  expect(slots.map((slot) => draftOf(slot)?.name)).toEqual(['d0', 'd1', 'd2', 'd3']);
  dropDraft(slotOf({ runbook: 'deploy' }));
  expect(draftOf('deploy')).toBeNull();
  expect(draftOf('deploy@2')?.name).toBe('d3');
});

test('other work on the same is offered, the latest first, and nothing else', () => {
  void keepDraft('new:abc', draft('Old', '2026-01-01T00:00:00Z'));
  void keepDraft('new:def', draft('Later', '2026-02-01T00:00:00Z'));
  void keepDraft('deploy', draft('Deploy'));
  void keepDraft('deploy@2', draft('Deploy again'));
  void keepDraft('deploy-shop', draft('Shop'));
  expect(otherDrafts('new:xyz').map((d) => [d.draft.name, d.address])).toEqual([
    ['Later', '/editor?draft=def'],
    ['Old', '/editor?draft=abc'],
  ]);
  expect(otherDrafts('deploy').map((d) => d.address)).toEqual(['/runbooks/deploy/edit?version=2']);
  expect(otherDrafts('deploy@2').map((d) => d.address)).toEqual(['/runbooks/deploy/edit']);
});

test('what is no draft is none', () => {
  localStorage.setItem('signalbox-draft:deploy', '{"xml": 3}');
  expect(draftOf('deploy')).toBeNull();
  localStorage.setItem('signalbox-draft:deploy', 'broken');
  expect(draftOf('deploy')).toBeNull();
});
