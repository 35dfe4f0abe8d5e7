import { expect, test } from 'vitest';
import { badName, EMPTY, formFields, readFields, writeFields } from './fields';
import { factory, process, read, start } from './moddle';

const FORM = `
  <camunda:formField id="service" label="Service" type="string">
    <camunda:properties><camunda:property id="help" value="Name of a service." /><camunda:property id="suggest" value="services" /><camunda:property id="colour" value="green" /></camunda:properties>
    <camunda:validation><camunda:constraint name="required" /><camunda:constraint name="maxlength" config="128" /></camunda:validation>
  </camunda:formField>
  <camunda:formField id="how" type="enum" defaultValue="fast"><camunda:value id="fast" name="Fast" /><camunda:value id="slow" name="slow" /></camunda:formField>`;

async function begin(form: string) {
  const { root } = await read(`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"><bpmn:extensionElements><camunda:formData>${form}</camunda:formData></bpmn:extensionElements></bpmn:startEvent></bpmn:process>
  </bpmn:definitions>`);
  const event = start(process(root));
  if (!event) throw new Error('no start');
  return event;
}

test('form fields are read as rows', async () => {
  expect(readFields(await begin(FORM))).toEqual([
    { ...EMPTY, id: 'service', label: 'Service', required: true, max: '128', help: 'Name of a service.', suggest: 'services' },
    { ...EMPTY, id: 'how', type: 'enum', defaultValue: 'fast', choices: 'fast = Fast\nslow' },
  ]);
});

test('rows are written as they were read, with what the table does not show', async () => {
  const event = await begin(FORM);
  const written = writeFields(readFields(event), formFields(event), factory());
  const [service, how] = written;
  const kept = (service?.get('properties') as { values: { id: string; value: string }[] }).values;
  expect(kept.map((p) => [p.id, p.value])).toEqual([['help', 'Name of a service.'], ['suggest', 'services'], ['colour', 'green']]);
  expect(how?.get('values')).toHaveLength(2);
});

test('a bound counts the letters of a text and the value of a number', async () => {
  const [field] = writeFields([{ ...EMPTY, id: 'n', type: 'long', min: '1' }], [], factory());
  expect((field?.get('validation') as { constraints: { name: string; config: string }[] }).constraints.map((c) => [c.name, c.config])).toEqual([['min', '1']]);
});

test('a name is one that an expression can read', () => {
  const named = (id: string) => badName(id, [{ ...EMPTY, id }]);
  expect(named('host')).toBeNull();
  expect(named('a-b')).toMatch(/Letters/);
  expect(named('run')).toMatch(/taken/);
  expect(badName('x', [{ ...EMPTY, id: 'x' }, { ...EMPTY, id: 'x' }])).toMatch(/twice/);
});
