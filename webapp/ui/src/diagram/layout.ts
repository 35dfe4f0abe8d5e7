import { BPMN, BPMNDI, byId } from './prepare';

const DI = 'http://www.omg.org/spec/DD/20100524/DI';
const DC = 'http://www.omg.org/spec/DD/20100524/DC';

interface Box {
  element: Element;
  x: number;
  y: number;
  width: number;
  height: number;
  within: Box[];
}

const GAP = { x: 60, y: 40 };
const INSET = 40;
const POOL = 30;

/** Draws a diagram that has no drawing at all: from left to right, as far as the flows go; without pools, each process by itself. Says whether it did. */
export function layOut(document: Document): boolean {
  if (document.getElementsByTagNameNS(BPMNDI, 'BPMNShape').length > 0) return false;
  const processes = childrenOf(document.documentElement, /^process$/).filter((process) => process.getAttribute('id') && nodes(process).length > 0);
  if (processes.length === 0) return false;
  const collaboration = childrenOf(document.documentElement, /^collaboration$/)[0];
  const pools = new Map(collaboration ? childrenOf(collaboration, /^participant$/).map((pool) => [pool.getAttribute('processRef') ?? '', pool]) : []);
  if (pools.size === 0) {
    for (const process of processes) draw(document, process.getAttribute('id') ?? '', contain(process, 160, 80).within);
    return true;
  }
  const boxes: Box[] = [];
  let top = 80;
  for (const process of processes) {
    const pool = pools.get(process.getAttribute('id') ?? '');
    if (!pool) continue;
    const box = contain(process, 160, top);
    boxes.push({ ...box, element: pool, x: box.x - POOL, width: box.width + POOL });
    top += box.height + GAP.y;
  }
  draw(document, collaboration?.getAttribute('id') ?? '', boxes);
  return boxes.length > 0;
}

function childrenOf(element: Element, names: RegExp): Element[] {
  return [...element.children].filter((child) => child.namespaceURI === BPMN && names.test(child.localName));
}

function nodes(scope: Element): Element[] {
  return childrenOf(scope, /(Event|Task|^task|Activity|Gateway|[sS]ubProcess|^transaction|Choreography|Reference|^textAnnotation)$/).filter((node) => node.getAttribute('id'));
}

/** The nodes of a scope in columns, by how far they are from where it begins. */
function contain(scope: Element, left: number, top: number): Box {
  const all = nodes(scope);
  const attached = all.filter((node) => node.localName === 'boundaryEvent');
  const columns = new Map<number, Element[]>();
  const column = ranks(scope, all);
  for (const node of all) {
    if (attached.includes(node)) continue;
    const at = column.get(node) ?? 0;
    columns.set(at, [...(columns.get(at) ?? []), node]);
  }
  const boxes: Box[] = [];
  let x = left + INSET;
  for (const at of [...columns.keys()].sort((a, b) => a - b)) {
    let y = top + INSET;
    const placed = (columns.get(at) ?? []).map((node) => {
      const box = size(node, x, y);
      y += Math.max(box.height, 80) + GAP.y;
      return box;
    });
    const widest = Math.max(...placed.map((box) => box.width), 36);
    for (const box of placed) shift(box, (widest - box.width) / 2, box.height < 80 ? (80 - box.height) / 2 : 0);
    boxes.push(...placed);
    x += widest + GAP.x;
  }
  for (const node of attached) {
    const host = boxes.find((box) => box.element.getAttribute('id') === node.getAttribute('attachedToRef'));
    const beside = boxes.filter((box) => host && box.element.getAttribute('attachedToRef') === host.element.getAttribute('id')).length;
    boxes.push({ element: node, x: (host ? host.x + host.width - 36 : x) - beside * 42, y: host ? host.y + host.height - 18 : top + INSET, width: 36, height: 36, within: [] });
  }
  const right = Math.max(...boxes.map((box) => box.x + box.width), left + 100);
  const bottom = Math.max(...boxes.map((box) => box.y + box.height), top + 80);
  return { element: scope, x: left, y: top, width: right - left + INSET, height: bottom - top + INSET, within: boxes };
}

function shift(box: Box, x: number, y: number): void {
  box.x += x;
  box.y += y;
  for (const inner of box.within) shift(inner, x, y);
}

function size(node: Element, x: number, y: number): Box {
  const name = node.localName;
  if (/[sS]ubProcess$|^transaction$/.test(name) && nodes(node).length > 0) return contain(node, x, y);
  const [width, height] = /Event$/.test(name) ? [36, 36] : /Gateway$/.test(name) ? [50, 50] : /Reference$/.test(name) ? [50, 50] : name === 'textAnnotation' ? [100, 40] : [100, 80];
  return { element: node, x, y, width, height, within: [] };
}

/** The longest way from the start to each node; what leads back does not count. */
function ranks(scope: Element, all: Element[]): Map<Element, number> {
  const byId = new Map(all.map((node) => [node.getAttribute('id') ?? '', node]));
  const next = new Map<Element, Element[]>();
  const entered = new Set<Element>();
  const lead = (from: Element | undefined, to: Element | undefined) => {
    if (!from || !to) return;
    next.set(from, [...(next.get(from) ?? []), to]);
    entered.add(to);
  };
  for (const flow of childrenOf(scope, /^sequenceFlow$/)) lead(byId.get(flow.getAttribute('sourceRef') ?? ''), byId.get(flow.getAttribute('targetRef') ?? ''));
  for (const node of all) if (node.localName === 'boundaryEvent') lead(byId.get(node.getAttribute('attachedToRef') ?? ''), node);
  const order: Element[] = [];
  const state = new Map<Element, 'open' | 'done'>();
  const back = new Set<string>();
  // Without recursion: flows may be long.
  for (const first of [...all.filter((node) => !entered.has(node)), ...all]) {
    const stack: { node: Element; at: number }[] = state.has(first) ? [] : [{ node: first, at: 0 }];
    state.set(first, state.get(first) ?? 'open');
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      const to = next.get(top.node)?.[top.at++];
      if (to === undefined) {
        state.set(top.node, 'done');
        order.push(top.node);
        stack.pop();
      } else if (state.get(to) === 'open') {
        back.add(`${all.indexOf(top.node)} ${all.indexOf(to)}`);
      } else if (!state.has(to)) {
        state.set(to, 'open');
        stack.push({ node: to, at: 0 });
      }
    }
  }
  const rank = new Map<Element, number>(all.map((node) => [node, 0]));
  for (const node of order.reverse()) {
    for (const to of next.get(node) ?? []) {
      const step = to.localName === 'boundaryEvent' ? 0 : 1;
      if (!back.has(`${all.indexOf(node)} ${all.indexOf(to)}`)) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(node) ?? 0) + step));
    }
  }
  return rank;
}

function make(parent: Element, namespace: string, name: string, attributes: Record<string, string | number>): Element {
  const element = parent.ownerDocument.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  parent.append(element);
  return element;
}

/** Draws the pools that are not drawn around what is drawn of their processes. Says whether there were any. */
export function drawPools(document: Document): boolean {
  const all = byId(document);
  let changed = false;
  for (const plane of document.getElementsByTagNameNS(BPMNDI, 'BPMNPlane')) {
    const of = all.get(plane.getAttribute('bpmnElement'));
    for (const pool of of?.localName === 'collaboration' ? childrenOf(of, /^participant$/) : []) {
      if (drawAround(plane, pool, all.get(pool.getAttribute('processRef')))) changed = true;
    }
  }
  return changed;
}

function drawAround(plane: Element, pool: Element, process: Element | undefined): boolean {
  const shapes = new Map([...plane.children].filter((drawing) => drawing.localName === 'BPMNShape').map((shape) => [shape.getAttribute('bpmnElement'), shape]));
  const name = pool.getAttribute('id') ?? '';
  if (!process || shapes.has(name)) return false;
  const boxes = [...process.querySelectorAll('[id]')].flatMap((element) => {
    const bounds = shapes.get(element.getAttribute('id'))?.getElementsByTagNameNS(DC, 'Bounds')[0];
    const side = (key: string) => Number(bounds?.getAttribute(key));
    return bounds ? [{ left: side('x'), top: side('y'), right: side('x') + side('width'), bottom: side('y') + side('height') }] : [];
  });
  if (boxes.length === 0) return false;
  const [x, y] = [Math.min(...boxes.map((box) => box.left)) - POOL, Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  const shape = make(plane, BPMNDI, 'bpmndi:BPMNShape', { bpmnElement: name, isHorizontal: 'true' });
  make(shape, DC, 'dc:Bounds', { x, y, width: right - x, height: bottom - y });
  // What it holds is drawn on it.
  plane.prepend(shape);
  return true;
}

function draw(document: Document, of: string, boxes: Box[]): void {
  // What is empty is filled.
  const empty = [...document.getElementsByTagNameNS(BPMNDI, 'BPMNDiagram')].find((one) => one.getElementsByTagNameNS(BPMNDI, 'BPMNShape').length === 0);
  const diagram = empty ?? make(document.documentElement, BPMNDI, 'bpmndi:BPMNDiagram', {});
  let id = `diagram_of_${of}`;
  while (document.querySelector(`[id="${CSS.escape(id)}"]`)) id += '_';
  if (!diagram.hasAttribute('id')) diagram.setAttribute('id', id);
  const plane = diagram.getElementsByTagNameNS(BPMNDI, 'BPMNPlane')[0] ?? make(diagram, BPMNDI, 'bpmndi:BPMNPlane', {});
  plane.setAttribute('bpmnElement', of);
  const drawn = new Map<string, Box>();
  const shape = (box: Box) => {
    const name = box.element.getAttribute('id') ?? '';
    const more: Record<string, string> = box.element.localName === 'participant' ? { isHorizontal: 'true' } : box.within.length > 0 ? { isExpanded: 'true' } : {};
    const { x, y, width, height } = box;
    make(make(plane, BPMNDI, 'bpmndi:BPMNShape', { bpmnElement: name, ...more }), DC, 'dc:Bounds', { x, y, width, height });
    drawn.set(name, box);
    box.within.forEach(shape);
  };
  boxes.forEach(shape);
  for (const line of document.getElementsByTagNameNS(BPMN, '*')) {
    const [from, to] = [drawn.get(line.getAttribute('sourceRef') ?? ''), drawn.get(line.getAttribute('targetRef') ?? '')];
    const name = line.getAttribute('id');
    if (!from || !to || !name || !/^(sequenceFlow|association|messageFlow)$/.test(line.localName)) continue;
    const edge = make(plane, BPMNDI, 'bpmndi:BPMNEdge', { bpmnElement: name });
    for (const [x, y] of way(from, to)) make(edge, DI, 'di:waypoint', { x, y });
  }
}

/** From the right side to the left one, or below everything if it leads back. */
function way(from: Box, to: Box): [number, number][] {
  const start: [number, number] = from.element.localName === 'boundaryEvent' ? [from.x + from.width / 2, from.y + from.height] : [from.x + from.width, from.y + from.height / 2];
  const end: [number, number] = [to.x, to.y + to.height / 2];
  if (end[0] <= start[0] && from.element.localName !== 'boundaryEvent') {
    const below = Math.max(from.y + from.height, to.y + to.height) + GAP.y / 2;
    return [[from.x + from.width / 2, from.y + from.height], [from.x + from.width / 2, below], [to.x + to.width / 2, below], [to.x + to.width / 2, to.y + to.height]];
  }
  if (start[1] === end[1]) return [start, end];
  const turn = end[0] - GAP.x / 2;
  return from.element.localName === 'boundaryEvent' ? [start, [start[0], end[1]], end] : [start, [turn, start[1]], [turn, end[1]], end];
}
