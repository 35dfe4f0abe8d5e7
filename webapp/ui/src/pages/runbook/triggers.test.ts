import { expect, test } from 'vitest';
import { callsOf, triggersOf } from './triggers';

const diagram = (content: string) => `<d:definitions xmlns:d="http://www.omg.org/spec/BPMN/20100524/MODEL"><d:message id="m1" name="Alert fired"/><d:process id="p">${content}</d:process></d:definitions>`;

test('a plain start event has no trigger of its own', () => {
  expect(triggersOf(diagram('<d:startEvent id="s"/>'))).toEqual([]);
});

test('a schedule and a message are told in their words', () => {
  const xml = diagram(
    '<d:startEvent id="s"><d:timerEventDefinition><d:timeCycle> R/PT1H </d:timeCycle></d:timerEventDefinition></d:startEvent><d:startEvent id="t"><d:messageEventDefinition messageRef="m1"/></d:startEvent>',
  );
  expect(triggersOf(xml)).toEqual([
    { kind: 'schedule', text: 'R/PT1H' },
    { kind: 'message', text: 'Alert fired' },
  ]);
});

test('an event subprocess starts no run', () => {
  expect(triggersOf(diagram('<d:subProcess triggeredByEvent="true"><d:startEvent id="s"><d:messageEventDefinition messageRef="m1"/></d:startEvent></d:subProcess>'))).toEqual([]);
});

test('called runbooks are named once, expressions not at all', () => {
  expect(callsOf(diagram('<d:callActivity calledElement="deploy"/><d:callActivity calledElement="deploy"/><d:callActivity calledElement="${which}"/>'))).toEqual(['deploy']);
});
