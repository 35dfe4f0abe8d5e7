import { expect, test } from 'vitest';
import { firstSentence, parse } from './markdown';

const text = (value: string) => ({ kind: 'text', text: value });

test('headings, paragraphs, lists and code are told apart', () => {
  expect(parse('# Deploy\n\nBrings a version\nto its hosts.\n\n- pull\n- replace\n  - keep the old one\n\n```\ncurl | sh\n```')).toEqual([
    { kind: 'heading', level: 1, text: [text('Deploy')] },
    { kind: 'paragraph', text: [text('Brings a version\nto its hosts.')] },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      items: [
        [{ kind: 'paragraph', text: [text('pull')] }],
        [
          { kind: 'paragraph', text: [text('replace')] },
          { kind: 'list', ordered: false, start: 1, items: [[{ kind: 'paragraph', text: [text('keep the old one')] }]] },
        ],
      ],
    },
    { kind: 'code', text: 'curl | sh' },
  ]);
});

test('a table has as many cells in each row as in its head', () => {
  expect(parse('| input | meaning |\n| --- | --- |\n| `a\\|b` | x | more |\n| c |')).toEqual([
    {
      kind: 'table',
      head: [[text('input')], [text('meaning')]],
      rows: [
        [[{ kind: 'code', text: 'a|b' }], [text('x')]],
        [[text('c')], []],
      ],
    },
  ]);
});

test('marks within a line', () => {
  expect(parse('**bold** and *it*, `${run.id}`, [here](https://example.org "t"), snake_case_name, \\*no\\*')).toEqual([
    {
      kind: 'paragraph',
      text: [
        { kind: 'strong', inner: [text('bold')] },
        text(' and '),
        { kind: 'emphasis', inner: [text('it')] },
        text(', '),
        { kind: 'code', text: '${run.id}' },
        text(', '),
        { kind: 'link', to: 'https://example.org', inner: [text('here')] },
        text(', snake_case_name, *no*'),
      ],
    },
  ]);
});

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '//evil.example', '/\\evil.example'])('a link to %s is only its label', (to) => {
  expect(JSON.stringify(parse(`[here](${to})`))).not.toContain('"link"');
});

test('HTML is text', () => {
  expect(parse('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'paragraph', text: [text('<img src=x onerror=alert(1)>')] }]);
});

test('what is indented in the XML around it is no code', () => {
  expect(parse('First.\n      ## Second\n      - third')).toMatchObject([{ kind: 'paragraph' }, { kind: 'heading', level: 2 }, { kind: 'list' }]);
});

test('whatever is written ends in blocks, and soon', () => {
  const wild = ['>'.repeat(5000), '- '.repeat(5000), '*'.repeat(5000), '['.repeat(5000), '`'.repeat(5001), '| |\n|-|\n'.repeat(500), '```\nnever closed', ' \n'.repeat(2000), '(((('.repeat(2000)];
  for (const it of wild) expect(parse(it).length).toBeLessThan(2000);
});

test('the first sentence is that of the first paragraph, without marks', () => {
  expect(firstSentence('# Deploy\n\nRolls **version 1.0** out over `role=web`, see\n[the guide](/guide). Then it waits.')).toBe('Rolls version 1.0 out over role=web, see the guide.');
  expect(firstSentence('Says hello')).toBe('Says hello');
  expect(firstSentence('')).toBe('');
});
