import type { Moddle } from './editor/moddle';
import type { Drawn } from './editor/services';

interface Parsed {
  definitions?: Moddle;
  warnings?: { element?: Moddle; property?: string; value?: string }[];
}
interface Events {
  on(name: string, priority: number, call: (event: Parsed) => void): void;
  on(names: string[], priority: number, call: (event: { context: Redrawing }) => void): void;
}
/** What a command does to a line. */
interface Redrawing {
  connection: Drawn & { target?: Drawn };
  oldTarget?: Drawn;
}
interface Descriptor {
  ns: { name: string; localName: string };
  type: string;
  isMany?: boolean;
  isReference?: boolean;
}

/** References that the drawing follows: what they lead to has to be there. */
const FOLLOWED = new Set(['bpmnElement', 'sourceRef', 'targetRef', 'incoming', 'outgoing', 'flowNodeRef', 'attachedToRef', 'default', 'processRef', 'sourceElement', 'targetElement', 'choreographyActivityShape', 'labelStyle']);

/**
 * Keeps what bpmn-js reads and would not write again: the drawing of elements that it does not draw, references to what is not in the
 * file, and what lines of data lead to; and draws processes that lie outside all pools.
 */
function Keeper(
  eventBus: Events,
  elementRegistry: { getAll(): (Drawn & { di?: Moddle })[] },
  moddle: { create(type: string, attributes: object): Moddle; getType(name: string): { $descriptor: { propertiesByName: Record<string, { default?: unknown }> } } },
) {
  // bpmn-moddle takes one of its values for the default; BPMN has none, and without it no message is drawn.
  delete moddle.getType('bpmndi:BPMNEdge').$descriptor.propertiesByName['bpmndi:messageVisibleKind']?.default;
  let definitions: Moddle | undefined;
  let undrawn: { plane: Moddle; di: Moddle }[] = [];

  eventBus.on('import.parse.complete', 1500, ({ definitions: parsed, warnings = [] }) => {
    definitions = parsed;
    undrawn = [];
    for (const { element, property, value } of warnings) {
      const described = element?.$descriptor?.properties.find((p) => (p as unknown as Descriptor).ns.name === property) as unknown as Descriptor | undefined;
      if (!element || !value || !described?.isReference || FOLLOWED.has(described.ns.localName)) continue;
      // Stands for what is missing: of it only the id is written.
      const missing = moddle.create(described.type, { id: value });
      if (!described.isMany) element.set(described.ns.name, missing);
      else (element.get(described.ns.name) as Moddle[]).push(missing);
    }
  });
  eventBus.on('import.render.start', 2000, () => outsideOfPools(definitions));
  eventBus.on('import.render.complete', 500, () => {
    const drawn = new Set(elementRegistry.getAll().map((element) => element.di));
    undrawn = planes(definitions).filter((plane) => drawn.has(plane)).flatMap((plane) => elements(plane).filter((di) => !drawn.has(di)).map((di) => ({ plane, di })));
  });
  // bpmn-js puts what it drew in order, and with that leaves out the rest.
  eventBus.on('saveXML.start', 1000, () => {
    for (const { plane, di } of undrawn) {
      const of = di.get('bpmnElement') as Moddle | undefined;
      if ((!of || isWithin(of, definitions)) && !elements(plane).includes(di)) elements(plane).push(di);
    }
  });

  // A line that is drawn elsewhere leads to what it led to; bpmn-js would lead it to a placeholder.
  const redrawn = ['move', 'reconnect'].flatMap((command) => [`commandStack.connection.${command}.executed`, `commandStack.connection.${command}.reverted`]);
  const led = new WeakMap<Redrawing, { to: Moddle; properties: Moddle[] }>();
  eventBus.on(redrawn, 2000, ({ context }) => {
    const { connection, oldTarget } = context;
    const to = connection.type === 'bpmn:DataInputAssociation' ? (connection.businessObject.get('targetRef') as Moddle | undefined) : undefined;
    if (to && connection.target && (!oldTarget || oldTarget === connection.target)) led.set(context, { to, properties: [...propertiesOf(connection.target)] });
  });
  eventBus.on(redrawn, 500, ({ context }) => {
    const before = led.get(context);
    const { connection } = context;
    if (!before || !connection.target) return;
    connection.businessObject.set('targetRef', before.to);
    const properties = propertiesOf(connection.target);
    properties.splice(0, properties.length, ...before.properties);
    led.delete(context);
  });
}
Keeper.$inject = ['eventBus', 'elementRegistry', 'moddle'];

function planes(definitions: Moddle | undefined): Moddle[] {
  return ((definitions?.get('diagrams') as Moddle[] | undefined) ?? []).map((diagram) => diagram.get('plane') as Moddle | undefined).filter((plane) => plane !== undefined);
}

function elements(plane: Moddle): Moddle[] {
  return plane.get('planeElement') as Moddle[];
}

function propertiesOf(element: Drawn): Moddle[] {
  return element.businessObject.get('properties') as Moddle[];
}

function isWithin(element: Moddle, definitions: Moddle | undefined): boolean {
  for (let at: Moddle | undefined = element; at; at = at.$parent) if (at === definitions) return true;
  return false;
}

/** bpmn-js draws a process that no pool holds only if it has lanes; that it has none yet is enough. */
function outsideOfPools(definitions: Moddle | undefined): void {
  for (const plane of planes(definitions)) {
    const collaboration = plane.get('bpmnElement') as Moddle | undefined;
    if (collaboration?.$type !== 'bpmn:Collaboration') continue;
    const held = new Set((collaboration.get('participants') as Moddle[]).map((pool) => pool.get('processRef')));
    for (const di of elements(plane)) {
      const process = (di.get('bpmnElement') as Moddle | undefined)?.$parent;
      if (process?.$type === 'bpmn:Process' && !held.has(process)) process.get('laneSets');
    }
  }
}

export const keeper = { __init__: ['signalboxKeeper'], signalboxKeeper: ['type', Keeper] };
