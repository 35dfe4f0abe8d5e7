import { expect, test } from 'vitest';
import { unclash } from './moddle';

test('a prefix of ours that means something else elsewhere is renamed', () => {
  const foreign = '<definitions xmlns:camunda="http://activiti.org/bpmn"><userTask camunda:assignee="demo">camunda:</userTask><camunda:x/></definitions>';
  expect(unclash(foreign)).toBe('<definitions xmlns:other-camunda="http://activiti.org/bpmn"><userTask other-camunda:assignee="demo">camunda:</userTask><other-camunda:x/></definitions>');
  const ours = '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><userTask camunda:assignee="demo" /></definitions>';
  expect(unclash(ours)).toBe(ours);
});
