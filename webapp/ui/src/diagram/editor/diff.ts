import { lost } from './loss';
import { is, list, read, text, type Moddle } from './moddle';

export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';

export interface Change {
  id: string;
  kind: ChangeKind;
  /** The type without its prefix: {@code ServiceTask}. */
  type: string;
  name: string;
  /** What differs; for what was added or removed, what it has or had. */
  properties: { name: string; before?: string; after?: string }[];
  /** Of what was removed, where it was drawn on the first plane. */
  drawn?: Outline;
}

/** Corners of a line, or a box. */
export type Outline = { x: number; y: number }[] | { x: number; y: number; width: number; height: number };

interface Known {
  element: Moddle;
  values: Map<string, string>;
  place: string;
  drawn?: Outline;
}

/** How a diagram differs from an earlier one: what it does first, what only looks different last. */
export async function compare(before: string, after: string): Promise<Change[]> {
  const [old, now] = await Promise.all([known(before), known(after)]);
  const changes: Change[] = [];
  now.forEach((it, id) => {
    const was = old.get(id);
    if (!was || was.element.$type !== it.element.$type) {
      changes.push(change('added', it, differences(new Map(), it.values)));
      return;
    }
    const properties = differences(was.values, it.values);
    if (properties.length > 0) changes.push(change('changed', it, properties));
    else if (was.place !== it.place) changes.push(change('moved', it, []));
  });
  old.forEach((was, id) => {
    if (now.get(id)?.element.$type !== was.element.$type) changes.push({ ...change('removed', was, differences(was.values, new Map())), ...(was.drawn && { drawn: was.drawn }) });
  });
  if (changes.length === 0) changes.push(...asides(before, after));
  const order: ChangeKind[] = ['changed', 'added', 'removed', 'moved'];
  return changes.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** What is in a file and no property of an element: comments, extensions beside elements, colours. */
function asides(before: string, after: string): Change[] {
  const properties = [...lost(before, after).map((name) => ({ name, before: 'there' })), ...lost(after, before).map((name) => ({ name, after: 'there' }))];
  return properties.length > 0 ? [{ kind: 'changed', id: '', type: 'File', name: 'Details of the file', properties }] : [];
}

function change(kind: ChangeKind, { element }: Known, properties: Change['properties']): Change {
  return { kind, id: element.id ?? '', type: element.$type.replace(/^\w+:/, ''), name: text(element, 'name'), properties };
}

function differences(before: Map<string, string>, after: Map<string, string>): Change['properties'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, ...(before.has(name) && { before: before.get(name) }), ...(after.has(name) && { after: after.get(name) }) }));
}

const CONTENTS = ['rootElements', 'flowElements', 'artifacts', 'laneSets', 'lanes', 'childLaneSet', 'participants', 'messageFlows'];

async function known(xml: string): Promise<Map<string, Known>> {
  const { root } = await read(xml);
  const places = layout(root);
  const all = new Map<string, Known>();
  const visit = (element: Moddle) => {
    if (element.id && element !== root) {
      const { place = '', drawn } = places.get(element.id) ?? {};
      all.set(element.id, { element, values: flatten(element), place, ...(drawn && { drawn }) });
    }
    for (const name of CONTENTS) {
      const held = element.$descriptor?.properties.some((p) => local(p.name) === name) ? element.get(name) : undefined;
      for (const child of Array.isArray(held) ? (held as Moddle[]) : held ? [held as Moddle] : []) visit(child);
    }
  };
  visit(root);
  return all;
}

function layout(root: Moddle): Map<string, { place: string; drawn?: Outline }> {
  const places = new Map<string, { place: string; drawn?: Outline }>();
  for (const [plane, diagram] of list(root, 'diagrams').entries()) {
    for (const drawn of list(diagram.get('plane') as Moddle | undefined, 'planeElement')) {
      const element = drawn.get('bpmnElement') as Moddle | undefined;
      const bounds = drawn.get('bounds') as Moddle | undefined;
      const points = is(drawn, 'bpmndi:BPMNEdge') ? list(drawn, 'waypoint') : bounds ? [bounds] : [];
      const place = points.map((p) => ['x', 'y', 'width', 'height'].map((side) => p.get(side) ?? '').join(','));
      const numbers = points.map((p) => ({ x: Number(p.get('x')), y: Number(p.get('y')), width: Number(p.get('width')), height: Number(p.get('height')) }));
      const outline = bounds ? numbers[0] : numbers.map(({ x, y }) => ({ x, y }));
      if (element?.id) places.set(element.id, { place: [...place, text(drawn, 'isExpanded')].join(' '), ...(plane === 0 && outline && { drawn: outline }) });
    }
  }
  return places;
}

/** Follows from other things, or is an element of its own. */
const SKIPPED = new Set([...CONTENTS, 'id', 'incoming', 'outgoing', 'di', 'diagrams', 'isExpanded', 'flowNodeRef', 'modelerTemplateVersion']);

/** What an element says, as lines of name and value. */
function flatten(element: Moddle, prefix = '', into = new Map<string, string>()): Map<string, string> {
  for (const { name, isReference } of element.$descriptor?.properties ?? []) {
    const short = local(name);
    if (SKIPPED.has(short) || (prefix === '' && short === 'name' && is(element, 'camunda:Property'))) continue;
    const value = element.get(name);
    if (value === undefined || value === null || value === '') continue;
    const path = prefix + (TRANSPARENT.has(short) ? '' : label(short));
    for (const [index, item] of (Array.isArray(value) ? value : [value]).entries()) {
      if (!isModdle(item)) into.set(path || 'Text', String(item));
      else if (isReference) into.set(Array.isArray(value) ? `${path} ${index + 1}` : path, item.id ?? '');
      else add(item, path, Array.isArray(value) && value.length > 1 ? index + 1 : 0, into);
    }
  }
  for (const [name, value] of Object.entries(element.$attrs ?? {})) {
    if (!name.startsWith('xmlns')) into.set(prefix + name, String(value));
  }
  return into;
}

/** Containers whose name says nothing. */
const TRANSPARENT = new Set(['extensionElements', 'values', 'inputParameters', 'outputParameters', 'fields', 'eventDefinitions', 'documentation', '$children']);

function add(item: Moddle, path: string, index: number, into: Map<string, string>): void {
  const type = item.$type.replace(/^\w+:/, '');
  const named = NAMED[type];
  if (named) {
    const [what, key, value] = named;
    const head = `${path}${what} ${text(item, key)}`;
    if (value && !item.get('definition')) into.set(head, text(item, value));
    else flattenNamed(item, head, key, into);
    return;
  }
  if (type === 'Documentation' || type === 'FormalExpression' || type === 'Expression') {
    into.set((path || label('documentation')) + (index > 1 ? ` ${index}` : ''), text(item, type === 'Documentation' ? 'text' : 'body'));
    return;
  }
  const head = ['InputOutput', 'Properties', 'FormData', 'Validation', 'ExtensionElements'].includes(type) ? path : `${path ? `${path}: ` : ''}${words(type)}${index > 1 ? ` ${index}` : ''}`;
  const before = into.size;
  if (head && head !== path) {
    flatten(item, `${head}: `, into);
    if (into.size === before) into.set(head, 'yes');
  } else {
    flatten(item, path, into);
  }
}

function flattenNamed(item: Moddle, head: string, key: string, into: Map<string, string>): void {
  const inner = flatten(item);
  inner.forEach((value, name) => {
    if (name !== label(key)) into.set(`${head}: ${name}`, value);
  });
  if (inner.size <= 1) into.set(head, 'yes');
}

/** How elements with a name of their own are called: word, what names them, what they say if they say one thing. */
const NAMED: Record<string, [string, string, string?]> = {
  InputParameter: ['Input', 'name', 'value'],
  OutputParameter: ['Output', 'name', 'value'],
  Property: ['Property', 'name', 'value'],
  FormField: ['Input', 'id'],
  Constraint: ['Constraint', 'name', 'config'],
  Value: ['Choice', 'id', 'name'],
  Entry: ['Entry', 'key', 'value'],
};

const LABELS: Record<string, string> = {
  topic: 'Operation',
  documentation: 'Documentation',
  historyTimeToLive: 'Time to live',
  conditionExpression: 'Condition',
  sourceRef: 'From',
  targetRef: 'To',
  modelerTemplate: 'Template',
  errorRef: 'Error',
  messageRef: 'Message',
  attachedToRef: 'Attached to',
  loopCharacteristics: 'Repetition',
  cancelActivity: 'Interrupts',
  default: 'Default flow',
  type: 'Type',
};

function label(name: string): string {
  return LABELS[name] ?? words(name);
}

function words(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isModdle(value: unknown): value is Moddle {
  return typeof value === 'object' && value !== null && '$type' in value;
}
