import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconForms, IconPlus, IconTrash } from '@tabler/icons-react';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useState } from 'react';
import classes from './Editor.module.css';
import { badName, EMPTY, formFields, readFields, SUGGESTIONS, TYPES, writeFields, type Field } from './fields';
import { extensions, list, type Moddle } from './moddle';
import { part } from './services';

const WORDS: Record<string, string> = { string: 'Text', long: 'Whole number', boolean: 'Yes or no', date: 'Date', enum: 'Choice' };
/** Texts that are chosen from the site. */
const FROM_SITE: Record<string, string> = { services: 'Service', hosts: 'Host', labels: 'Host labels' };

/** What a run is asked for when it starts, one row each. */
export function InputsTable({ modeler, start }: { modeler: BpmnModeler; start: Moddle }) {
  // The diagram is the truth and changes in place; what is being typed stays until the diagram says something else.
  const current = readFields(start);
  const said = JSON.stringify(current);
  const [typed, setTyped] = useState({ of: said, fields: current });
  if (typed.of !== said) setTyped({ of: said, fields: current });
  const fields = typed.of === said ? typed.fields : current;

  const save = (next: Field[], before: (Moddle | undefined)[] = formFields(start)) => {
    write(modeler, start, next, before);
    const now = readFields(start);
    setTyped({ of: JSON.stringify(now), fields: now });
  };
  const type = (row: number, more: Partial<Field>) => setTyped({ of: said, fields: fields.map((f, i) => (i === row ? { ...f, ...more } : f)) });
  const commit = () => {
    if (JSON.stringify(fields) !== said) save(fields);
  };
  const put = (row: number, more: Partial<Field>) => save(fields.map((f, i) => (i === row ? { ...f, ...more } : f)));
  const remove = (row: number) => save(fields.filter((_, i) => i !== row), formFields(start).filter((_, i) => i !== row));
  const move = (row: number, by: number) => save(swap(fields, row, row + by), swap(formFields(start), row, row + by));

  const cell = (row: number, field: Field, key: 'id' | 'label' | 'defaultValue' | 'min' | 'max' | 'pattern' | 'help', label: string, more: { mono?: boolean; off?: boolean; placeholder?: string } = {}) => (
    <input
      aria-label={`${label} of ${field.id || `input ${row + 1}`}`}
      className={more.mono ? 'mono' : undefined}
      value={field[key]}
      disabled={more.off}
      placeholder={more.off ? '' : more.placeholder}
      aria-invalid={key === 'id' && badName(field.id, fields) !== null}
      title={key === 'id' ? (badName(field.id, fields) ?? undefined) : undefined}
      onChange={(event) => type(row, { [key]: event.currentTarget.value })}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
  const add = () => save([...fields, { ...EMPTY, id: freeName(fields) }]);
  return (
    <div className={classes.inputs}>
      {fields.length === 0 ? (
        <p className="dim">Nothing is asked for when a run starts. What is added here can be read in every field as <span className="mono">{'${name}'}</span>.</p>
      ) : (
        <table>
          <thead>
            <tr>
              {['Name', 'Label', 'Type', 'Default', 'Needed', 'Least', 'Most', 'Pattern', 'Help', ''].map((head) => (
                <th key={head} scope="col">
                  {head || <span className="hidden-label">Acts</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map((field, row) => {
              const bounded = field.type === 'string' || field.type === 'long';
              const wrong = badName(field.id, fields);
              return (
                <tr key={row}>
                  <td>
                    {cell(row, field, 'id', 'Name', { mono: true })}
                    {wrong && <div className={classes.wrong}>{wrong}</div>}
                  </td>
                  <td>{cell(row, field, 'label', 'Label', { placeholder: field.id })}</td>
                  <td>
                    <select aria-label={`Type of ${field.id}`} value={kindOf(field)} onChange={(event) => put(row, kind(event.currentTarget.value))}>
                      {!(TYPES as readonly string[]).includes(field.type) && <option value={field.type}>{field.type || '?'}</option>}
                      {TYPES.map((t) => (
                        <option key={t} value={t}>
                          {WORDS[t]}
                        </option>
                      ))}
                      {SUGGESTIONS.map((what) => (
                        <option key={what} value={`string ${what}`}>
                          {FROM_SITE[what]}
                        </option>
                      ))}
                    </select>
                    {field.type === 'enum' && (
                      <textarea aria-label={`Choices of ${field.id}`} className="mono" rows={Math.max(2, field.choices.split('\n').length)} placeholder={'value\nvalue = label'} value={field.choices} onChange={(event) => type(row, { choices: event.currentTarget.value })} onBlur={commit} />
                    )}
                  </td>
                  <td>{cell(row, field, 'defaultValue', 'Default', { mono: true })}</td>
                  <td className={classes.centre}>
                    <input type="checkbox" aria-label={`${field.id} is needed`} checked={field.required} onChange={(event) => put(row, { required: event.currentTarget.checked })} />
                  </td>
                  <td className={classes.short}>{cell(row, field, 'min', 'Least', { off: !bounded, placeholder: field.type === 'string' ? 'chars' : '' })}</td>
                  <td className={classes.short}>{cell(row, field, 'max', 'Most', { off: !bounded, placeholder: field.type === 'string' ? 'chars' : '' })}</td>
                  <td>{cell(row, field, 'pattern', 'Pattern', { mono: true, off: field.type !== 'string' })}</td>
                  <td className={classes.long}>{cell(row, field, 'help', 'Help')}</td>
                  <td className={classes.rowActs}>
                    <ActionIcon size="sm" aria-label={`${field.id} up`} disabled={row === 0} onClick={() => move(row, -1)}>
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon size="sm" aria-label={`${field.id} down`} disabled={row === fields.length - 1} onClick={() => move(row, 1)}>
                      <IconArrowDown size={14} />
                    </ActionIcon>
                    <ActionIcon size="sm" aria-label={`Remove ${field.id}`} onClick={() => remove(row)}>
                      <IconTrash size={14} />
                    </ActionIcon>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <Button size="compact-xs" variant="default" leftSection={<IconPlus size={13} />} onClick={add}>
        Add an input
      </Button>
    </div>
  );
}

/** Where the properties of the start event stand: leads to the table. */
export function InputsHint({ start, onOpen }: { start: Moddle; onOpen: () => void }) {
  const count = formFields(start).length;
  return (
    <div className={classes.inputsHint}>
      <IconForms size={16} aria-hidden />
      <span>{count === 0 ? 'Asks for nothing' : count === 1 ? 'Asks for one input' : `Asks for ${count} inputs`}</span>
      <Button size="compact-xs" variant="default" onClick={onOpen}>
        Edit inputs
      </Button>
    </div>
  );
}

function write(modeler: BpmnModeler, start: Moddle, fields: Field[], before: (Moddle | undefined)[]): void {
  const element = part(modeler, 'elementRegistry').get(start.id ?? '');
  if (!element) return;
  const moddle = part(modeler, 'moddle');
  const made = writeFields(fields, before, moddle);
  const [form] = extensions(start, 'camunda:FormData');
  const held = start.get('extensionElements') as Moddle | undefined;
  if (form) {
    made.forEach((field) => (field.$parent = form));
    part(modeler, 'modeling').updateModdleProperties(element, form, { fields: made });
    return;
  }
  const fresh = moddle.create('camunda:FormData', { fields: made });
  made.forEach((field) => (field.$parent = fresh));
  if (held) {
    fresh.$parent = held;
    part(modeler, 'modeling').updateModdleProperties(element, held, { values: [...list(held, 'values'), fresh] });
  } else {
    const extensionElements = moddle.create('bpmn:ExtensionElements', { values: [fresh] });
    extensionElements.$parent = start;
    fresh.$parent = extensionElements;
    part(modeler, 'modeling').updateProperties(element, { extensionElements });
  }
}

/** Type and suggestion are chosen as one. */
function kindOf({ type, suggest }: Field): string {
  return type === 'string' && (SUGGESTIONS as readonly string[]).includes(suggest) ? `string ${suggest}` : type;
}

function kind(chosen: string): Pick<Field, 'type' | 'suggest'> {
  const [type = '', suggest = ''] = chosen.split(' ');
  return { type, suggest };
}

function swap<T>(items: T[], a: number, b: number): T[] {
  const next = [...items];
  const [first, second] = [next[a], next[b]];
  if (first !== undefined && second !== undefined) {
    next[a] = second;
    next[b] = first;
  }
  return next;
}

function freeName(fields: Field[]): string {
  for (let n = fields.length + 1; ; n++) {
    if (!fields.some((f) => f.id === `input${n}`)) return `input${n}`;
  }
}
