import { is, list, process, properties, start, text, extensions, type Moddle } from './moddle';

/** Something an expression can read at some point of a diagram. */
export interface Variable {
  /** As it is written between the braces: {@code pull.image}. */
  path: string;
  label: string;
  /** Where it comes from. */
  group: string;
  type?: string;
}

/** What is known of an operation's output: its JSON schema. */
export interface Operation {
  id: string;
  output: Record<string, unknown>;
}

const RUN: Variable[] = [
  { path: 'run.id', label: 'Id of this run' },
  { path: 'run.startedBy', label: 'Who started it' },
  { path: 'run.reason', label: 'Why it was started' },
  { path: 'run.failedHosts', label: 'Hosts on which a step failed for good', type: 'array' },
  { path: 'run.failures', label: 'One line for each such step', type: 'array' },
].map((v) => ({ ...v, group: 'This run' }));

/** The variables that may be known when an element is reached, the nearest step first. */
export function known(root: Moddle, id: string | undefined, operations: Operation[], secret = false): Variable[] {
  const main = process(root);
  const at = id ? find(root, id) : undefined;
  const catalogue = new Map(operations.map((o) => [o.id, o]));
  const steps = at && at !== main ? earlier(at) : allSteps(main);
  return [
    ...elements(at),
    ...steps.flatMap((step) => outputs(step, catalogue)),
    ...formFields(start(main), 'Inputs'),
    ...RUN,
    ...(secret ? [{ path: 'secrets.NAME', label: 'A secret, by its name', group: 'Secrets' }] : []),
  ];
}

export function find(container: Moddle, id: string): Moddle | undefined {
  if (container.id === id) return container;
  for (const name of ['rootElements', 'flowElements']) {
    if (!container.$descriptor?.properties.some((p) => p.name === name || p.name.endsWith(`:${name}`))) continue;
    for (const child of list(container, name)) {
      const found = find(child, id);
      if (found) return found;
    }
  }
  return undefined;
}

/** Element variables of the repetitions around, from the inside out. */
function elements(at: Moddle | undefined): Variable[] {
  const found: Variable[] = [];
  for (let around = at; around; around = around.$parent) {
    const loop = is(around, 'bpmn:Activity') ? (around.get('loopCharacteristics') as Moddle | undefined) : undefined;
    const variable = is(loop, 'bpmn:MultiInstanceLoopCharacteristics') ? text(loop, 'camunda:elementVariable') : '';
    if (variable) {
      found.push({ path: variable, label: `One of ${text(loop, 'camunda:collection') || 'its collection'}`, group: `Repeated: ${called(around)}` });
    }
  }
  return found;
}

/** Steps that may have been passed before: against the flows, and out of the containers. */
function earlier(at: Moddle): Moddle[] {
  const seen = new Set<Moddle>([at]);
  const found: Moddle[] = [];
  let edge = [at];
  while (edge.length > 0) {
    const next: Moddle[] = [];
    const reach = (element: Moddle | undefined, passed: boolean) => {
      if (!element || seen.has(element)) return;
      seen.add(element);
      if (passed) found.push(element, ...(is(element, 'bpmn:SubProcess') && !repeated(element) ? allSteps(element) : []));
      next.push(element);
    };
    for (const element of edge) {
      if (is(element, 'bpmn:SequenceFlow')) reach(element.get('sourceRef') as Moddle, true);
      else {
        for (const flow of list(element, 'incoming')) reach(flow.get('sourceRef') as Moddle, true);
        if (is(element, 'bpmn:BoundaryEvent')) reach(element.get('attachedToRef') as Moddle, true);
      }
      const around = element.$parent;
      if (is(around, 'bpmn:SubProcess')) reach(around, false);
    }
    edge = next;
  }
  return found;
}

function allSteps(container: Moddle | undefined): Moddle[] {
  return list(container, 'flowElements').flatMap((e) => [e, ...(is(e, 'bpmn:SubProcess') && !repeated(e) ? allSteps(e) : [])]);
}

/** What happens in a repetition stays there. */
function repeated(element: Moddle): boolean {
  return is(element.get('loopCharacteristics') as Moddle | undefined, 'bpmn:MultiInstanceLoopCharacteristics');
}

function outputs(step: Moddle, catalogue: Map<string, Operation>): Variable[] {
  const group = called(step);
  if (is(step, 'bpmn:UserTask')) return formFields(step, group);
  if (is(step, 'bpmn:CallActivity')) {
    return extensions(step, 'camunda:Out')
      .filter((out) => text(out, 'target'))
      .map((out) => ({ path: text(out, 'target'), label: 'From the called runbook', group }));
  }
  if (!is(step, 'bpmn:ServiceTask')) return [];
  const variable = properties(step).resultVariable || step.id || '';
  const operation = catalogue.get(text(step, 'camunda:topic'));
  if (!/^[A-Za-z_]\w*$/.test(variable) || repeated(step)) return [];
  return operation ? fields(operation.output, variable, group) : [{ path: variable, label: 'What it returned', group }];
}

interface Schema {
  properties?: Record<string, Schema>;
  title?: string;
  description?: string;
  type?: string | string[];
}

function fields(schema: Schema, path: string, group: string): Variable[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const type = Array.isArray(field.type) ? field.type.find((t) => t !== 'null') : field.type;
    return { path: `${path}.${name}`, label: field.title ?? field.description ?? name, group, ...(type && { type }) };
  });
}

function formFields(element: Moddle | undefined, group: string): Variable[] {
  return extensions(element, 'camunda:FormData')
    .flatMap((form) => list(form, 'fields'))
    .map((field) => ({ path: text(field, 'id'), label: text(field, 'label') || text(field, 'id'), group, type: text(field, 'type') }));
}

function called(element: Moddle): string {
  return text(element, 'name') || element.id || '';
}

