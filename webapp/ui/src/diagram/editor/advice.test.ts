import { expect, test } from 'vitest';
import type { ConnectorView, OperationView } from '../../api/client';
import { advice, labels } from './advice';
import { read } from './moddle';

const operation = (id: string, effect: 'READ' | 'CHANGE', undoable: boolean) => ({ id, effect, undoable }) as OperationView;
const connectors = [{ operations: [operation('http.request', 'CHANGE', false), operation('docker.stop-container', 'CHANGE', true), operation('host.select', 'READ', false)] } as ConnectorView];

async function rules(content: string): Promise<string[]> {
  const { root } = await read(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><bpmn:process id="p" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`);
  return advice(root, { connectors, hosts: [{ name: 'web-1', labels: { role: 'web' } }], services: ['shop'] }).map((f) => `${f.rule} ${f.elementId ?? ''}`);
}
const step = (topic: string, ...inputs: [string, string][]) =>
  `<bpmn:serviceTask id="s" camunda:type="external" camunda:topic="${topic}"><bpmn:extensionElements><camunda:inputOutput>${inputs.map(([name, value]) => `<camunda:inputParameter name="${name}">${value}</camunda:inputParameter>`).join('')}</camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`;

test('an approval wants a timer on its border', async () => {
  const task = '<bpmn:userTask id="ok" />';
  expect(await rules(task)).toEqual(['approval-without-timer ok']);
  expect(await rules(`${task}<bpmn:boundaryEvent id="late" attachedToRef="ok"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>`)).toEqual([]);
});

test('a change that cannot be taken back wants a way back', async () => {
  expect(await rules(step('http.request', ['method', 'post']))).toEqual(['no-way-back s']);
  expect(await rules(step('http.request', ['method', 'get']))).toEqual([]);
  expect(await rules(step('docker.stop-container', ['host', 'web-1']))).toEqual([]);
});

test('what waits for a message wants a time limit', async () => {
  const event = (id: string, what: string, flow = '') => `<bpmn:intermediateCatchEvent id="${id}">${flow && `<bpmn:incoming>${flow}</bpmn:incoming>`}<bpmn:${what}EventDefinition /></bpmn:intermediateCatchEvent>`;
  expect(await rules('<bpmn:receiveTask id="r" />')).toEqual(['no-time-limit r']);
  expect(await rules(event('m', 'message'))).toEqual(['no-time-limit m']);
  expect(await rules(event('t', 'timer'))).toEqual([]);
  const flows = '<bpmn:sequenceFlow id="f" sourceRef="g" targetRef="m" /><bpmn:sequenceFlow id="h" sourceRef="g" targetRef="t" />';
  expect(await rules(`<bpmn:eventBasedGateway id="g" />${event('m', 'message', 'f')}${event('t', 'timer', 'h')}${flows}`)).toEqual([]);
});

test('a step for a worker outside wants a time limit', async () => {
  const outside = (more: string) => `<bpmn:serviceTask id="s" camunda:type="external" camunda:topic="theirs"><bpmn:extensionElements><camunda:properties><camunda:property name="signalbox.external" value="true" />${more}</camunda:properties></bpmn:extensionElements></bpmn:serviceTask>`;
  expect(await rules(outside(''))).toEqual(['no-time-limit s']);
  expect(await rules(outside('<camunda:property name="timeout" value="5m" />'))).toEqual([]);
});

test('hosts, services and labels are those of the site', async () => {
  expect(await rules(step('docker.stop-container', ['host', 'web-9'], ['service', 'shoe']))).toEqual(['unknown-host s', 'unknown-service s']);
  expect(await rules(step('docker.stop-container', ['host', '${host}']))).toEqual([]);
  expect(await rules(step('host.select', ['expression', 'role=web,zone!=b']))).toEqual(['unknown-label s']);
  expect(labels('role=web, zone != b')).toEqual(['role', 'zone']);
});
