import { extensions, list, text, type Factory, type Moddle } from './moddle';

export const TYPES = ['string', 'long', 'boolean', 'date', 'enum'] as const;

/** What of the site is offered while a text is typed. */
export const SUGGESTIONS = ['services', 'hosts', 'labels'] as const;

/** One input of a runbook, as a row of a table. */
export interface Field {
  id: string;
  label: string;
  type: string;
  defaultValue: string;
  required: boolean;
  /** For text the length, for whole numbers the value. */
  min: string;
  max: string;
  pattern: string;
  help: string;
  /** One of {@link SUGGESTIONS}, or empty; for text only. */
  suggest: string;
  /** For a choice: {@code value} or {@code value = label}, one per line. */
  choices: string;
}

const BOUNDS: Record<string, [string, string]> = { string: ['minlength', 'maxlength'], long: ['min', 'max'] };

export function readFields(start: Moddle): Field[] {
  return formFields(start).map((field) => {
    const type = text(field, 'type');
    const constraints = new Map(constraintsOf(field).map((c) => [text(c, 'name'), text(c, 'config')]));
    const extras = new Map(propertiesOf(field).map((p) => [text(p, 'id'), text(p, 'value')]));
    const [min, max] = BOUNDS[type] ?? ['', ''];
    return {
      id: text(field, 'id'),
      label: text(field, 'label'),
      type,
      defaultValue: text(field, 'defaultValue'),
      required: constraints.has('required') && constraints.get('required') !== 'false',
      min: constraints.get(min) ?? '',
      max: constraints.get(max) ?? '',
      pattern: extras.get('pattern') ?? '',
      help: extras.get('help') ?? '',
      suggest: extras.get('suggest') ?? '',
      choices: list(field, 'values')
        .map((v) => (text(v, 'name') && text(v, 'name') !== text(v, 'id') ? `${text(v, 'id')} = ${text(v, 'name')}` : text(v, 'id')))
        .join('\n'),
    };
  });
}

/** The fields as form fields of Camunda. What the table does not show, the field that stood in the same row keeps. */
export function writeFields(fields: Field[], before: (Moddle | undefined)[], factory: Factory): Moddle[] {
  return fields.map((field, row) => {
    const old = before[row];
    const keeps = (items: Moddle[], key: string, known: string[]) => items.filter((item) => !known.includes(text(item, key)));
    const [min, max] = BOUNDS[field.type] ?? [];
    const constraint = (name: string, config?: string) => factory.create('camunda:Constraint', { name, ...(config && { config }) });
    const constraints = [
      ...(field.required ? [constraint('required')] : []),
      ...(min && field.min ? [constraint(min, field.min)] : []),
      ...(max && field.max ? [constraint(max, field.max)] : []),
      ...keeps(old ? constraintsOf(old) : [], 'name', ['required', 'min', 'max', 'minlength', 'maxlength']),
    ];
    const property = (id: string, value: string) => factory.create('camunda:Property', { id, value });
    const properties = [
      ...(field.help ? [property('help', field.help)] : []),
      ...(field.pattern && field.type === 'string' ? [property('pattern', field.pattern)] : []),
      ...(field.suggest && field.type === 'string' ? [property('suggest', field.suggest)] : []),
      ...keeps(old ? propertiesOf(old) : [], 'id', ['help', 'pattern', 'suggest']),
    ];
    const made = factory.create('camunda:FormField', {
      id: field.id,
      ...(field.label && { label: field.label }),
      type: field.type,
      ...(field.defaultValue && { defaultValue: field.defaultValue }),
      ...(properties.length > 0 && { properties: factory.create('camunda:Properties', { values: properties }) }),
      ...(constraints.length > 0 && { validation: factory.create('camunda:Validation', { constraints }) }),
      ...(field.type === 'enum' && { values: choices(field.choices).map(([id, name]) => factory.create('camunda:Value', { id, name })) }),
    });
    for (const [name, value] of Object.entries(old?.$attrs ?? {})) made.set(name, value);
    adopt(made);
    return made;
  });
}

export function formFields(start: Moddle): Moddle[] {
  return extensions(start, 'camunda:FormData').flatMap((form) => list(form, 'fields'));
}

export const EMPTY: Field = { id: '', label: '', type: 'string', defaultValue: '', required: false, min: '', max: '', pattern: '', help: '', suggest: '', choices: '' };

/** What a name can be; the server says the same. */
export function badName(id: string, all: Field[]): string | null {
  if (id === '') return 'A name is needed.';
  if (!/^[A-Za-z_]\w{0,127}$/.test(id)) return 'Letters, digits and _ only, not beginning with a digit.';
  if (['run', 'secrets', 'execution', 'task'].includes(id)) return `${id} is taken.`;
  return all.filter((f) => f.id === id).length > 1 ? 'This name is there twice.' : null;
}

function choices(lines: string): [string, string][] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, line] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}

function constraintsOf(field: Moddle): Moddle[] {
  return list(field.get('validation') as Moddle | undefined, 'constraints');
}

function propertiesOf(field: Moddle): Moddle[] {
  return list(field.get('properties') as Moddle | undefined, 'values');
}

/** Tells what is within whose it is, which the editor asks for. */
function adopt(parent: Moddle): void {
  for (const name of ['properties', 'validation', 'values', 'constraints']) {
    if (!parent.$descriptor?.properties.some((p) => p.name.endsWith(`:${name}`) || p.name === name)) continue;
    const held = parent.get(name);
    for (const child of Array.isArray(held) ? (held as Moddle[]) : held ? [held as Moddle] : []) {
      child.$parent = parent;
      adopt(child);
    }
  }
}
