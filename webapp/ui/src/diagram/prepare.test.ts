import { describe, expect, test } from 'vitest';
import { prepare, unclash } from './prepare';

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
  expect(prepare(xml)).toEqual({ text: xml, xml, aliases: new Map() });
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
