import { expect, test } from 'vitest';
import { read } from './moddle';
import { known } from './scope';

const XML = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="s"><bpmn:extensionElements><camunda:formData><camunda:formField id="service" type="string" /></camunda:formData></bpmn:extensionElements><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="pick" name="Pick" camunda:type="external" camunda:topic="host.select"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:subProcess id="each"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:multiInstanceLoopCharacteristics camunda:collection="\${pick.hosts}" camunda:elementVariable="host" />
      <bpmn:serviceTask id="inner" camunda:type="external" camunda:topic="host.select"><bpmn:outgoing>g</bpmn:outgoing></bpmn:serviceTask>
      <bpmn:serviceTask id="after" camunda:type="external" camunda:topic="unknown"><bpmn:incoming>g</bpmn:incoming></bpmn:serviceTask>
      <bpmn:sequenceFlow id="g" sourceRef="inner" targetRef="after" />
    </bpmn:subProcess>
    <bpmn:serviceTask id="last" camunda:type="external" camunda:topic="host.select"><bpmn:incoming>f3</bpmn:incoming></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="pick" /><bpmn:sequenceFlow id="f2" sourceRef="pick" targetRef="each" /><bpmn:sequenceFlow id="f3" sourceRef="each" targetRef="last" />
  </bpmn:process>
</bpmn:definitions>`;
const OPERATIONS = [{ id: 'host.select', output: { properties: { hosts: { type: 'array', description: 'Names' }, count: { type: 'integer' } } } }];

async function paths(id: string, secret = false): Promise<string[]> {
  return known((await read(XML)).root, id, OPERATIONS, secret).map((v) => v.path).filter((path) => !path.startsWith('run.'));
}

test('a step sees the inputs and what earlier steps returned, not what comes later', async () => {
  expect(await paths('pick')).toEqual(['service']);
  expect(await paths('each')).toEqual(['host', 'pick.hosts', 'pick.count', 'service']);
});

test('inside a repetition its element is known, and steps around it', async () => {
  expect(await paths('after')).toEqual(['host', 'inner.hosts', 'inner.count', 'pick.hosts', 'pick.count', 'service']);
});

test('what a repetition returns stays inside', async () => {
  expect(await paths('last')).toEqual(['pick.hosts', 'pick.count', 'service']);
});

test('secrets are offered only where one is wanted', async () => {
  expect(await paths('pick')).not.toContain('secrets.NAME');
  expect(await paths('pick', true)).toContain('secrets.NAME');
});
