import { expect, test } from 'vitest';
import { blank } from './blank';
import { compare } from './diff';

const step = (id: string, url: string, x = 100) => ({
  xml: `<bpmn:serviceTask id="${id}" name="Ask" camunda:type="external" camunda:topic="http.request"><bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="url">${url}</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`,
  di: `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="0" width="100" height="80" /></bpmndi:BPMNShape>`,
});

function diagram(...steps: { xml: string; di: string }[]): string {
  return blank('a', 'A')
    .replace('</bpmn:process>', `${steps.map((s) => s.xml).join('')}</bpmn:process>`)
    .replace('</bpmndi:BPMNPlane>', `${steps.map((s) => s.di).join('')}</bpmndi:BPMNPlane>`);
}

test('a diagram does not differ from itself, however it is written', async () => {
  const xml = diagram(step('ask', 'http://a'));
  expect(await compare(xml, xml.replaceAll('\n', '  \n'))).toEqual([]);
});

test('a changed input is named with both its values', async () => {
  expect(await compare(diagram(step('ask', 'http://a')), diagram(step('ask', 'http://b')))).toEqual([
    { id: 'ask', kind: 'changed', type: 'ServiceTask', name: 'Ask', properties: [{ name: 'Input url', before: 'http://a', after: 'http://b' }] },
  ]);
});

test('what came, what went and what only moved are told apart', async () => {
  const changes = await compare(diagram(step('ask', 'u'), step('old', 'u')), diagram(step('ask', 'u', 300), step('fresh', 'u')));
  expect(changes.map((c) => [c.kind, c.id])).toEqual([
    ['added', 'fresh'],
    ['removed', 'old'],
    ['moved', 'ask'],
  ]);
  expect(changes.map((c) => c.drawn)).toEqual([undefined, { x: 100, y: 0, width: 100, height: 80 }, undefined]);
});

test('a changed input of the runbook is a change of its start', async () => {
  const form = (label: string) => blank().replace('<camunda:formData />', `<camunda:formData><camunda:formField id="host" label="${label}" type="string" /></camunda:formData>`);
  expect(await compare(form('Host'), form('Where'))).toMatchObject([{ id: 'start', kind: 'changed', properties: [{ name: 'Input host: Label', before: 'Host', after: 'Where' }] }]);
});

test('what is no property of an element is a change as well', async () => {
  const commented = blank().replace('<bpmn:process', '<!-- mind this --><bpmn:process');
  expect(await compare(blank(), commented)).toEqual([{ kind: 'changed', id: '', type: 'File', name: 'Details of the file', properties: [{ name: 'a comment', after: 'there' }] }]);
  expect(await compare(commented, commented)).toEqual([]);
});
