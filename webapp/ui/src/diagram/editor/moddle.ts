import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import { BpmnModdle } from 'bpmn-moddle';
import { prepare } from '../prepare';

/** An element of a diagram as bpmn-moddle keeps it. */
export interface Moddle {
  $type: string;
  id?: string;
  name?: string;
  $parent?: Moddle;
  $attrs?: Record<string, unknown>;
  $descriptor?: { properties: { name: string; isReference?: boolean; isAttr?: boolean; isMany?: boolean }[] };
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  $instanceOf?(type: string): boolean;
}

/** Makes elements of the dialect that we speak. */
export interface Factory {
  create(type: string, attributes?: Record<string, unknown>): Moddle;
}

export interface Read {
  root: Moddle;
  warnings: string[];
}

/** Reads a diagram without drawing it. */
export async function read(xml: string): Promise<Read> {
  const moddle = new BpmnModdle({ camunda });
  const { rootElement, warnings } = await moddle.fromXML(prepare(xml).xml);
  return { root: rootElement as unknown as Moddle, warnings: warnings.map((w) => w.message) };
}

export function factory(): Factory {
  return new BpmnModdle({ camunda }) as unknown as Factory;
}

export function is(element: Moddle | undefined, type: string): boolean {
  return element?.$instanceOf?.(type) ?? element?.$type === type;
}

/** The values of a property that holds several. */
export function list(element: Moddle | undefined, name: string): Moddle[] {
  return (element?.get(name) as Moddle[] | undefined) ?? [];
}

export function text(element: Moddle | undefined, name: string): string {
  const value = element?.get(name);
  return value === undefined || value === null ? '' : String(value);
}

/** The extension elements of a type. */
export function extensions(element: Moddle | undefined, type: string): Moddle[] {
  const held = element?.get('extensionElements') as Moddle | undefined;
  return list(held, 'values').filter((value) => value.$type === type);
}

/** The properties (camunda:property) of an element, by name. */
export function properties(element: Moddle | undefined): Record<string, string> {
  return Object.fromEntries(extensions(element, 'camunda:Properties').flatMap((all) => list(all, 'values')).map((p) => [text(p, 'name'), text(p, 'value')]));
}

/** The inputs (camunda:inputParameter) of a step that are written as text. */
export function inputs(element: Moddle | undefined): { name: string; value: string; literal: boolean }[] {
  return extensions(element, 'camunda:InputOutput')
    .flatMap((all) => list(all, 'inputParameters'))
    .map((p) => ({ name: text(p, 'name'), value: text(p, 'value'), literal: !p.get('definition') }));
}

/** The process that runs; else the first one. */
export function process(root: Moddle | undefined): Moddle | undefined {
  const all = list(root, 'rootElements').filter((e) => e.$type === 'bpmn:Process');
  return all.find((p) => p.get('isExecutable')) ?? all[0];
}

/** All flow elements within, however deep. */
export function within(container: Moddle | undefined): Moddle[] {
  return list(container, 'flowElements').flatMap((e) => [e, ...(is(e, 'bpmn:SubProcess') ? within(e) : [])]);
}

/** The event with which a process starts by itself. */
export function start(container: Moddle | undefined): Moddle | undefined {
  const all = list(container, 'flowElements').filter((e) => e.$type === 'bpmn:StartEvent');
  return all.find((e) => list(e, 'eventDefinitions').length === 0) ?? all[0];
}
