import { expect, test } from 'vitest';
import { lost } from './loss';

const file = (inside: string, more = '') => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:v="http://vendor.example" ${more}>${inside}</definitions>`;

test('how a file is written does not matter', () => {
  const before = file('<process id="p"><task id="a" name="One&#10;two"><x><![CDATA[1<2]]></x></task></process>', 'exporter="other" exporterVersion="3"');
  const after = `<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL">
    <b:process id="p">
      <b:task id="a" name="One&#xA;two"><b:x>1&lt;2</b:x></b:task>
    </b:process>
  </b:definitions>`;
  expect(lost(before, after)).toEqual([]);
});

test('what is gone is named where it was', () => {
  const before = file('<!-- why --><process id="p"><task id="a" v:colour="red"><v:hint>wait</v:hint></task></process>');
  expect(lost(before, file('<process id="p"><task id="a" /></process>'))).toEqual(['a comment', 'v:colour of task a', '<v:hint>', 'the text of <v:hint>']);
});

test('values count as they are written', () => {
  expect(lost(file('<task id="a" startQuantity="1" v:x="1.50"/>'), file('<task id="a" v:x="1.5"/>'))).toEqual(['startQuantity of task a', 'v:x of task a']);
});

test('what is gone several times is counted', () => {
  expect(lost(file('<v:a/><v:a/><v:a/>'), file('<v:a/>'))).toEqual(['<v:a> (2×)']);
});
