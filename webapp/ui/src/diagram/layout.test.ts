import { expect, test } from 'vitest';
import { parse, prepare } from './prepare';

const file = (inside: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="urn:x">${inside}</definitions>`;
const flows = (...ways: string[]) => ways.map((way, n) => `<sequenceFlow id="f${n}" sourceRef="${way.charAt(0)}" targetRef="${way.charAt(1)}"/>`).join('');

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxes(xml: string): Map<string, Box> {
  const shapes = [...parse(prepare(file(xml)).text).getElementsByTagName('bpmndi:BPMNShape')];
  return new Map(
    shapes.map((shape) => {
      const side = (name: string) => Number(shape.getElementsByTagName('dc:Bounds')[0]?.getAttribute(name));
      return [shape.getAttribute('bpmnElement') ?? '', { x: side('x'), y: side('y'), width: side('width'), height: side('height') }];
    }),
  );
}

const apart = (a: Box, b: Box) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('what is not drawn is drawn from left to right, nothing on top of another, and flows that lead back do not matter', () => {
  const drawn = boxes(`<process id="p"><startEvent id="s"/><task id="a"/><exclusiveGateway id="g"/><task id="b"/><task id="c"/><endEvent id="e"/>${flows('sa', 'ag', 'gb', 'gc', 'be', 'ce', 'ga')}</process>`);
  const [s, a, g, b, c, e] = ['s', 'a', 'g', 'b', 'c', 'e'].map((id) => drawn.get(id)) as [Box, Box, Box, Box, Box, Box];
  const all = [s, a, g, b, c, e];
  expect([s.x, a.x, g.x, b.x, e.x]).toEqual([s.x, a.x, g.x, b.x, e.x].sort((one, other) => one - other));
  expect(b.x).toBe(c.x);
  for (const one of all) for (const other of all) expect(one === other || apart(one, other)).toBe(true);
});

test('a subprocess holds what is in it, an event sits on its task, and a pool holds its process', () => {
  const drawn = boxes(`<collaboration id="c"><participant id="pool" processRef="p"/></collaboration><process id="p"><subProcess id="s"><task id="a"/><task id="b"/>${flows('ab')}</subProcess><boundaryEvent id="t" attachedToRef="s"/></process>`);
  const [pool, s, a, t] = ['pool', 's', 'a', 't'].map((id) => drawn.get(id)) as [Box, Box, Box, Box];
  const holds = (outer: Box, inner: Box) => outer.x <= inner.x && outer.y <= inner.y && outer.x + outer.width >= inner.x + inner.width && outer.y + outer.height >= inner.y + inner.height;
  expect([holds(pool, s), holds(s, a)]).toEqual([true, true]);
  expect(apart(s, t)).toBe(false);
});

test('what is drawn in part is left as it is', () => {
  const xml = file('<process id="p"><task id="a"/><task id="b"/></process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p"><bpmndi:BPMNShape bpmnElement="a"><dc:Bounds x="1" y="1" width="9" height="9"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>');
  expect(prepare(xml).text).toBe(xml);
});

test('a long flow is drawn too', () => {
  const tasks = Array.from({ length: 1000 }, (_, n) => `<task id="t${n}"/><sequenceFlow id="f${n}" sourceRef="t${n}" targetRef="t${n + 1}"/>`).join('');
  expect(boxes(`<process id="p">${tasks}<endEvent id="t1000"/></process>`).size).toBe(1001);
});

test('without pools each process is drawn by itself', () => {
  const { text, drawings } = prepare(file('<process id="p" name="Plan"><task id="a"/></process><process id="q"/><process id="r" isExecutable="true"><task id="b"/></process><bpmndi:BPMNDiagram/>'));
  expect(drawings).toEqual([
    { id: 'diagram_of_r', name: 'r' },
    { id: 'diagram_of_p', name: 'Plan' },
  ]);
  const planes = [...parse(text).getElementsByTagName('bpmndi:BPMNPlane')];
  expect(planes.map((plane) => [plane.getAttribute('bpmnElement'), plane.children.length])).toEqual([
    ['p', 1],
    ['r', 1],
  ]);
});
