import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { expect, test } from 'vitest';
import { lost } from './loss';
import { list, process, type Moddle } from './moddle';
import { parse, prepare } from '../prepare';
import { restorer } from './restore';

const NAMESPACES = `xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:v="urn:vendor" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;
const DRAWN = `<bpmndi:BPMNDiagram id="drawn"><bpmndi:BPMNPlane id="plane" bpmnElement="p"><bpmndi:BPMNShape id="a_di" bpmnElement="a"><dc:Bounds x="10.0" y="10.50" width="100" height="80"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
const file = (inside: string, beside = '', drawn = DRAWN) => `<?xml version="1.0" encoding="UTF-8"?>\n<definitions ${NAMESPACES} id="defs" targetNamespace="urn:x">${beside}<process id="p" isExecutable="true">${inside}</process>${drawn}</definitions>`;
const task = (inside: string, attributes = '') => file(`<task id="a" name="A" ${attributes}>${inside}</task>`);

/** What comes out when bpmn-moddle reads and writes it, and what it left out is put back; meanwhile somebody may change it. */
async function saved(xml: string, change: (main: Moddle, definitions: Moddle) => void = () => undefined, renamed = new Map<string, string>()): Promise<string> {
  const prepared = prepare(xml);
  const moddle = new BpmnModdle({ camunda });
  const { rootElement } = await moddle.fromXML(prepared.xml);
  const write = async () => (await moddle.toXML(rootElement, { format: true })).xml;
  const restore = restorer(prepared.readable, await write(), prepared.aliases);
  const definitions = rootElement as unknown as Moddle;
  change(process(definitions) as Moddle, definitions);
  return restore(await write(), renamed);
}

/** Everything that a file says, to the letter; only the order of neighbours does not count. */
function said(xml: string): string[] {
  const all: string[] = [];
  const visit = (node: Node, around: string) => {
    if (node.nodeType === Node.COMMENT_NODE || node.nodeType === Node.PROCESSING_INSTRUCTION_NODE) all.push(`${around} ${node.nodeName} ${node.nodeValue ?? ''}`);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const element = node as Element;
    const self = `${around}/${element.namespaceURI ?? ''} ${element.localName} ${element.getAttribute('id') ?? ''}`;
    all.push(self);
    for (const a of element.attributes) if (!a.name.startsWith('xmlns')) all.push(`${self} @${a.namespaceURI ?? ''} ${a.localName}=${a.value}`);
    const text = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE || n.nodeType === Node.CDATA_SECTION_NODE).map((n) => n.nodeValue).join('');
    if (text.trim()) all.push(`${self} says ${element.children.length > 0 ? text.trim() : text}`);
    element.childNodes.forEach((child) => visit(child, self));
  };
  parse(xml).childNodes.forEach((child) => visit(child, ''));
  return all.sort();
}

const KEPT: Record<string, string> = {
  'comments and instructions': `${file('<!-- first --><?tool inside?><task id="a"><documentation>on<!-- within -->e</documentation><!-- last --></task>', '<!-- before -->').replace('<definitions', '<!-- top --><?tool top?><definitions')}<!-- end -->`,
  'values that are the default anyway': task('<documentation textFormat="text/plain">x</documentation>', 'isForCompensation="false" startQuantity="1"'),
  'numbers as they are written': task('', 'v:size="1.50" v:number="007"'),
  'blanks of all kinds': task('<extensionElements><v:code>  one\n    two </v:code></extensionElements>', 'v:x=" a  b "').replace('name="A"', 'name="  a&#9;b&#10;c&#13;d "'),
  'deep extensions with their namespaces': task('<extensionElements><n:a xmlns:n="urn:n"><n:b><n:c n:q="1" q="2">x<n:d/>y</n:c></n:b></n:a><own xmlns="urn:o"><x y="1"/></own></extensionElements>'),
  'elements of ours that we do not know': task('<extensionElements><camunda:later z="1">q</camunda:later></extensionElements>', 'camunda:later="1"'),
  'references to nowhere': file('<task id="a" default="gone"><incoming>gone-too</incoming></task><boundaryEvent id="b" attachedToRef="gone"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/><association id="as" sourceRef="a" targetRef="gone"/>'),
  'what stands where nothing may stand': file('text<v:stray a="1">x</v:stray><task id="a">more<unknown b="2"/></task>'),
  'an id that is there twice': file('<task id="a"/><task id="a" name="again"/>'),
  'ids of all languages': file('<task id="prüfen_漢" name="A"/><task id="1 b"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="prüfen_漢" targetRef="1 b"/>'),
  'elements with the name of their role': file('<laneSet id="ls"><lane id="l"><partitionElement xsi:type="tResource" id="pe" name="x"/></lane></laneSet><userTask id="a"><potentialOwner id="o"><resourceAssignmentExpression><formalExpression>${x}</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>'),
  'conversations and correlations': file('<task id="a"/>', '<message id="m"/><collaboration id="c"><participant id="pa" processRef="p"><endPointRef>ep</endPointRef></participant><participant id="pb"/><messageFlow id="mf" sourceRef="pa" targetRef="pb"/><conversation id="t"><participantRef>pa</participantRef><messageFlowRef>mf</messageFlowRef></conversation><participantAssociation id="ass"><innerParticipantRef>pa</innerParticipantRef><outerParticipantRef>pb</outerParticipantRef></participantAssociation></collaboration><correlationProperty id="cp"><correlationPropertyRetrievalExpression id="cr" messageRef="m"><messagePath id="mp">x</messagePath></correlationPropertyRetrievalExpression></correlationProperty>'),
  'prefixes that mean something else': task('<extensionElements><v:x v:y="1"/></extensionElements>', 'v:z="1"').replaceAll('v:', 'bpmn:').replace('xmlns:v=', 'xmlns:bpmn='),
  'a drawing without ids': file('<task id="a"/>', '', DRAWN.replace(/ id="[^"]*"/g, '').replace('<dc:Bounds', '<!-- here --><dc:Bounds')),
};

test.each(Object.entries(KEPT))('%s are kept', async (_, xml) => {
  const after = await saved(xml);
  expect(said(after)).toEqual(said(xml));
  expect(lost(xml, after)).toEqual([]);
});

test('a comment stays before what it was written for, whatever else is changed', async () => {
  const after = await saved(file('<task id="a"/><!-- about b --><task id="b"/><!-- about c --><task id="c"/>'), (main) => {
    list(main, 'flowElements').shift();
    list(main, 'flowElements').reverse();
  });
  expect(after.replace(/\s+/g, ' ')).toContain('<!-- about c --> <task id="c"/> <!-- about b --> <task id="b"/>');
});

test('what was changed by a person is not taken back', async () => {
  const after = await saved(task('<documentation>old</documentation>', 'isForCompensation="false"'), (main) => {
    const [a] = list(main, 'flowElements');
    a?.set('isForCompensation', true);
    list(a, 'documentation')[0]?.set('text', 'new');
  });
  expect(after).toContain('isForCompensation="true"');
  expect(after).toContain('new');
  expect(after).not.toContain('old');
});

test('what was removed by a person does not come back', async () => {
  const xml = file('<task id="a"><!-- about a --></task><task id="b"/><association id="x" sourceRef="a" targetRef="gone"/>', '<collaboration id="c"><participantAssociation id="pa"><innerParticipantRef>a</innerParticipantRef></participantAssociation></collaboration>');
  const after = await saved(xml, (main, definitions) => {
    list(main, 'flowElements').shift();
    list(list(definitions, 'diagrams')[0]?.get('plane') as Moddle, 'planeElement').shift();
  });
  expect(after).not.toContain('about a');
  expect(after).not.toContain('innerParticipantRef');
  expect(after).not.toContain('id="a_di"');
  expect(after).toContain('<association id="x"');
});

test('an element is found again under its new id', async () => {
  const after = await saved(task('<!-- about a -->', 'startQuantity="1"'), (main) => list(main, 'flowElements')[0]?.set('id', 'z'), new Map([['a', 'z']]));
  expect(after).toMatch(/<task id="z"[^>]*startQuantity="1"[^>]*>\s*<!-- about a -->/);
});

test('of two with the same id, the one that is not shown stays when the other is removed', async () => {
  const after = await saved(file('<task id="a" name="shown"/><task id="a" name="hidden"/>'), (main) => list(main, 'flowElements').shift());
  expect(after).toContain('name="hidden"');
  expect(after).not.toContain('name="shown"');
});
