import { describe, expect, test } from 'vitest';
import { parse, prepare, serialize, unclash } from './prepare';

const file = (inside: string, more = '') => `<?xml version="1.0"?>\n<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:own="urn:x" targetNamespace="urn:x" ${more}>${inside}</definitions>`;

test('a prefix of ours that means something else elsewhere is renamed', () => {
  const foreign = '<definitions xmlns:camunda="http://activiti.org/bpmn"><userTask camunda:assignee="demo">camunda:</userTask><camunda:x/></definitions>';
  expect(unclash(foreign)).toBe('<definitions xmlns:other-camunda="http://activiti.org/bpmn"><userTask other-camunda:assignee="demo">camunda:</userTask><other-camunda:x/></definitions>');
  const typed = `<a xmlns:di="urn:c" xmlns:xsi="urn:x" type="di:Point"><b xsi:type="di:Point"/></a>`;
  expect(unclash(typed)).toBe(`<a xmlns:other-di="urn:c" xmlns:xsi="urn:x" type="di:Point"><b xsi:type="other-di:Point"/></a>`);
  const ours = '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><userTask camunda:assignee="demo" /></definitions>';
  expect(unclash(ours)).toBe(ours);
});

test('what is readable as it is stays to the letter', () => {
  const xml = file('<process id="p"/>').replace('<process', '\r\n  <process');
  expect(prepare(xml)).toEqual({ text: xml, readable: xml, xml, aliases: new Map(), drawings: [] });
});

test('references with the prefix of the file itself, and 1 for true, are written plainly', () => {
  const { text, xml } = prepare(file('<process id="p" isExecutable="1"><task id="a" name="own:a"><outgoing>own:f</outgoing></task><sequenceFlow id="f" sourceRef="own:a" targetRef="own:gone"/></process>'));
  expect(text).toContain('<?xml version="1.0"?>');
  expect(text).toContain('isExecutable="true"');
  expect(text).toContain('<task id="a" name="own:a"><outgoing>f</outgoing></task>');
  expect(text).toContain('sourceRef="a" targetRef="own:gone"');
  expect(xml).toBe(text);
});

test('ids that bpmn-js leaves out get another name while they are edited', () => {
  const { text, xml, aliases } = prepare(file('<process id="p"><task id="prüfen"/><task id="prufen"/><sequenceFlow id="f" sourceRef="prüfen" targetRef="prufen"/></process>'));
  expect([...aliases]).toEqual([['prüfen', 'prufen_2']]);
  expect(xml).toContain('sourceRef="prufen_2" targetRef="prufen"');
  expect(text).toContain('sourceRef="prüfen" targetRef="prufen"');
});

describe('what is no diagram is refused with a sentence', () => {
  test.each([
    ['<!DOCTYPE definitions [<!ENTITY a "b">]><definitions/>', 'A document type is not allowed here'],
    ['<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'A document type is not allowed here'],
    ['', 'The file is empty.'],
    ['hello', 'The file is not well-formed XML: '],
    [file('<task id="a" id="b"/>'), 'The file is not well-formed XML: '],
    [file('<task name="&nbsp;"/>'), 'The file is not well-formed XML: '],
    [file('<z:task/>'), 'The file is not well-formed XML: '],
    ['<html/>', 'its outermost element is <html>.'],
    ['<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"/>', 'it is one of DMN.'],
    ['<definitions xmlns="http://schema.omg.org/spec/BPMN/2.0"/>', 'its outermost element is <definitions> of http://schema.omg.org/spec/BPMN/2.0.'],
  ])('%s', (xml, sentence) => {
    expect(() => prepare(xml)).toThrow(sentence);
  });
});

test('of several drawings the one of the process that runs is first, and those of subprocesses are none of their own', () => {
  const drawn = (id: string, of: string, more = '') => `<d:BPMNDiagram id="${id}" ${more}><d:BPMNPlane bpmnElement="${of}"><d:BPMNShape/></d:BPMNPlane></d:BPMNDiagram>`;
  const xml = file(
    `<collaboration id="both"><participant id="x" name="Ours" processRef="q"/></collaboration><process id="p" name="Plan"><subProcess id="s"/></process><process id="q" isExecutable="true"/>${drawn('a', 'p')}${drawn('b', 's')}${drawn('c', 'both')}${drawn('d', 'gone', 'name="Rest"')}`,
    'xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI"',
  );
  expect(prepare(xml).drawings).toEqual([
    { id: 'c', name: 'Ours' },
    { id: 'a', name: 'Plan' },
    { id: 'd', name: 'Rest' },
  ]);
});

test('a process that is drawn stands for its pool, and all there is for what is in it', () => {
  const drawing = '<d:BPMNDiagram><d:BPMNPlane id="plane" bpmnElement="all"><d:BPMNShape id="box" bpmnElement="p"/></d:BPMNPlane></d:BPMNDiagram>';
  const xml = file(`<collaboration id="both"><participant id="pool" processRef="p"/></collaboration><process id="p"/>${drawing}`, 'id="all" xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI"');
  const prepared = prepare(xml);
  expect([prepared.text, prepared.readable]).toEqual([xml, xml]);
  expect(prepared.xml).toContain('<d:BPMNPlane id="plane" bpmnElement="both"><d:BPMNShape id="box" bpmnElement="pool"/>');
});

test('a pool that is not drawn is drawn around its lanes', () => {
  const shape = (of: string, x: number, y: number) => `<d:BPMNShape bpmnElement="${of}"><c:Bounds x="${x}" y="${y}" width="100" height="50"/></d:BPMNShape>`;
  const xml = file(
    `<collaboration id="both"><participant id="pool" processRef="p"/><participant id="black"/></collaboration><process id="p"><laneSet id="set"><lane id="one"/><lane id="two"/></laneSet></process><d:BPMNDiagram><d:BPMNPlane bpmnElement="both">${shape('one', 100, 20)}${shape('two', 100, 70)}</d:BPMNPlane></d:BPMNDiagram>`,
    'xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:c="http://www.omg.org/spec/DD/20100524/DC"',
  );
  const prepared = prepare(xml);
  expect(prepared.readable).toBe(xml);
  const [pool, ...others] = [...parse(prepared.xml).getElementsByTagName('*')].filter((element) => element.localName === 'BPMNShape');
  expect(others.map((other) => other.getAttribute('bpmnElement'))).toEqual(['one', 'two']);
  expect(pool?.getAttribute('bpmnElement')).toBe('pool');
  expect([...(pool?.firstElementChild?.attributes ?? [])].map((side) => side.value)).toEqual(['70', '20', '130', '100']);
});

test('references with the prefix of the language are written plainly too, types of values are not references', () => {
  const xml = file('<process id="p"><task id="b:a"/><task id="c"/><sequenceFlow id="f" sourceRef="b:c" targetRef="b:gone"/></process><itemDefinition id="i" structureRef="b:c"/>', 'xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL"');
  const { text } = prepare(xml);
  expect(text).toContain('sourceRef="c" targetRef="b:gone"');
  expect(text).toContain('structureRef="b:c"');
});

test('a carriage return that was written as a character stays one', () => {
  expect(serialize(parse(file('<process id="p"><documentation>one&#xD;\r\ntwo</documentation></process>')))).toContain('one&#xD;\ntwo');
});
