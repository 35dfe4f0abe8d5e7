import type BpmnModeler from 'bpmn-js/lib/Modeler';
import type { Change } from './diff';
import type { Finding } from './lint';
import { part } from './services';

/** Selects an element and brings it into sight, on whatever plane it is drawn. */
export function reveal(modeler: BpmnModeler, id: string): void {
  const element = part(modeler, 'elementRegistry').get(id);
  if (!element) return;
  const canvas = part(modeler, 'canvas');
  const root = canvas.findRoot(element);
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
  if (element.parent) {
    canvas.scrollToElement(id, 120);
    part(modeler, 'selection').select(element);
  } else {
    part(modeler, 'selection').select([]);
  }
}

/** Marks elements with what was found at them. Returns how to take the marks off again. */
export function markFindings(modeler: BpmnModeler, findings: Finding[], open: () => void): () => void {
  const registry = part(modeler, 'elementRegistry');
  const overlays = part(modeler, 'overlays');
  const by = new Map<string, Finding[]>();
  for (const finding of findings) {
    const element = finding.elementId ? registry.get(finding.elementId) : undefined;
    if (element?.parent) by.set(element.id, [...(by.get(element.id) ?? []), finding]);
  }
  by.forEach((all, id) => {
    const wrong = all.some((f) => f.severity === 'ERROR');
    const mark = document.createElement('button');
    mark.type = 'button';
    mark.className = 'sb-finding';
    mark.dataset.severity = wrong ? 'ERROR' : 'WARNING';
    mark.textContent = wrong ? '✕' : '!';
    mark.title = all.map((f) => f.message).join('\n');
    mark.setAttribute('aria-label', `${wrong ? 'Error' : 'Warning'}: ${mark.title}`);
    mark.addEventListener('click', () => {
      reveal(modeler, id);
      open();
    });
    const element = registry.get(id);
    overlays.add(id, 'findings', { position: element?.waypoints ? { top: -9, left: -9 } : { top: -9, left: -9 }, html: mark });
  });
  return () => attempt(() => overlays.remove({ type: 'findings' }));
}

/** Marks elements by how they differ. Returns how to take the marks off again. */
export function markChanges(modeler: BpmnModeler, changes: Map<string, 'added' | 'changed' | 'moved'>): () => void {
  const registry = part(modeler, 'elementRegistry');
  const canvas = part(modeler, 'canvas');
  const overlays = part(modeler, 'overlays');
  const marked: [string, string][] = [];
  changes.forEach((kind, id) => {
    const element = registry.get(id);
    if (!element?.parent) return;
    canvas.addMarker(id, `sb-${kind}`);
    marked.push([id, `sb-${kind}`]);
    if (element.waypoints) return;
    const mark = document.createElement('span');
    mark.className = 'sb-change';
    mark.dataset.kind = kind;
    mark.textContent = kind;
    overlays.add(id, 'changes', { position: { bottom: 9, left: 8 }, html: mark });
  });
  return () =>
    attempt(() => {
      marked.forEach(([id, marker]) => canvas.removeMarker(id, marker));
      overlays.remove({ type: 'changes' });
    });
}

const SVG = 'http://www.w3.org/2000/svg';

/** Draws what is no longer there, where it was. Returns how to take it off again. */
export function drawRemoved(modeler: BpmnModeler, removed: Pick<Change, 'name' | 'type' | 'drawn'>[]): () => void {
  const layer = part(modeler, 'canvas').getLayer('signalbox-removed', -1);
  for (const { name, type, drawn } of removed) {
    if (!drawn) continue;
    const line = Array.isArray(drawn);
    const shape = document.createElementNS(SVG, line ? 'polyline' : 'rect');
    shape.setAttribute('class', 'sb-removed');
    if (line) shape.setAttribute('points', drawn.map(({ x, y }) => `${x},${y}`).join(' '));
    else for (const side of ['x', 'y', 'width', 'height'] as const) shape.setAttribute(side, String(drawn[side]));
    layer.append(shape);
    if (line) continue;
    const word = document.createElementNS(SVG, 'text');
    word.setAttribute('class', 'sb-removed-name');
    word.setAttribute('x', String(drawn.x));
    word.setAttribute('y', String(drawn.y - 5));
    word.textContent = `removed: ${(name || type).replace(/\s+/g, ' ')}`;
    layer.append(word);
  }
  return () => attempt(() => layer.replaceChildren());
}

/** The editor may be gone already, and everything on it with it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing is left to take off.
  }
}
