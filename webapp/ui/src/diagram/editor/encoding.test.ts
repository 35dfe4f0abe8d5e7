import { expect, test } from 'vitest';
import { readText } from './encoding';

const xml = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?><a n="ä ✓"/>`;
const wide = (text: string, mark: number[], swap: boolean) => {
  const units = [...text].flatMap((c) => [c.charCodeAt(0) & 0xff, c.charCodeAt(0) >> 8]);
  return new Uint8Array([...mark, ...units.map((_, n) => units[swap ? n ^ 1 : n] ?? 0)]);
};
const read = (bytes: Uint8Array) => readText(new File([bytes as BlobPart], 'x.bpmn'));
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ['UTF-8', utf8(xml('UTF-8'))],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(xml('UTF-8'))])],
  ['UTF-16 with a mark', wide(xml('UTF-16'), [0xff, 0xfe], false)],
  ['UTF-16 the other way round', wide(xml('UTF-16'), [0xfe, 0xff], true)],
  ['UTF-16 without a mark', wide(xml('UTF-16LE'), [], false)],
  ['UTF-16 the other way round without a mark', wide(xml('UTF-16BE'), [], true)],
  ['UTF-8 that says UTF-16', utf8(xml('utf-16'))],
])('%s is read, and says UTF-8 from then on', async (_, bytes) => {
  expect(await read(bytes)).toBe(xml('UTF-8'));
});

test('an encoding of one byte each is read', async () => {
  const bytes = Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><a n="ä"/>', (c) => c.charCodeAt(0));
  expect(await read(bytes)).toContain('n="ä"');
});

test('what cannot be read is refused, not guessed', async () => {
  await expect(read(Uint8Array.from(xml('UTF-8').replace('✓', ''), (c) => c.charCodeAt(0)))).rejects.toThrow('The file is not in UTF-8');
  await expect(read(utf8(xml('X-FOO')))).rejects.toThrow('The file says that it is in X-FOO');
});

test('what says that it is in UTF-8 is left to the letter', async () => {
  expect(await read(utf8(xml('utf-8')))).toBe(xml('utf-8'));
});
