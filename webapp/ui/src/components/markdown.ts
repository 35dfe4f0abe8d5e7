/** What Markdown says: the part of it that people write in the documentation of a diagram. HTML in it is text like any other. */

export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; inner: Inline[] }
  | { kind: 'link'; to: string; inner: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'heading'; level: number; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^\s{0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const DELIMITER = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;
/** Deeper than anybody writes. */
const DEEPEST = 20;

export function parse(text: string, depth = 0): Block[] {
  return blocks(outdented(text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ')).split('\n'), depth);
}

/** The first sentence without its marks, for where there is room for one: headings say less than what stands below them. */
export function firstSentence(text: string): string {
  const said = textOf(parse(text).find((it) => it.kind === 'paragraph'));
  return /^.*?[.!?](?=\s|$)/.exec(said)?.[0] ?? said;
}

function textOf(it: Block | undefined): string {
  const words = (all: Inline[]): string => all.map((inner) => ('text' in inner ? inner.text : inner.kind === 'break' ? ' ' : words(inner.inner))).join('');
  return it?.kind === 'paragraph' ? words(it.text).replace(/\s+/g, ' ').trim() : '';
}

/** Documentation stands indented in the XML it is written in. */
function outdented(text: string): string {
  const lines = text.split('\n');
  const later = lines.slice(1).filter((line) => line.trim());
  const margin = Math.min(...later.map((line) => line.length - line.trimStart().length));
  if (!Number.isFinite(margin) || margin === 0) return text;
  return [lines[0]?.trimStart() ?? '', ...lines.slice(1).map((line) => line.slice(margin))].join('\n');
}

function blocks(lines: string[], depth: number): Block[] {
  const found: Block[] = [];
  let at = 0;
  const line = () => lines[at] ?? '';
  while (at < lines.length) {
    if (!line().trim()) {
      at++;
      continue;
    }
    const fence = FENCE.exec(line())?.[1];
    if (fence) {
      const code: string[] = [];
      for (at++; at < lines.length && !(line().trim().startsWith(fence) && !line().trim().slice(fence.length).trim()); at++) code.push(line());
      at++;
      found.push({ kind: 'code', text: code.join('\n') });
      continue;
    }
    const heading = HEADING.exec(line());
    if (heading) {
      found.push({ kind: 'heading', level: heading[1]?.length ?? 1, text: inline(heading[2] ?? '') });
      at++;
      continue;
    }
    if (RULE.test(line())) {
      found.push({ kind: 'rule' });
      at++;
      continue;
    }
    if (QUOTE.test(line()) && depth < DEEPEST) {
      const quoted: string[] = [];
      for (; at < lines.length && QUOTE.test(line()); at++) quoted.push(QUOTE.exec(line())?.[1] ?? '');
      found.push({ kind: 'quote', blocks: blocks(quoted, depth + 1) });
      continue;
    }
    if (ITEM.test(line()) && depth < DEEPEST) {
      const [list, next] = listAt(lines, at, depth);
      found.push(list);
      at = next;
      continue;
    }
    if (line().includes('|') && DELIMITER.test(lines[at + 1] ?? '') && (lines[at + 1] ?? '').includes('-')) {
      const head = cells(line());
      const rows: Inline[][][] = [];
      for (at += 2; at < lines.length && line().includes('|') && line().trim(); at++) {
        const row = cells(line());
        rows.push(head.map((_, index) => row[index] ?? []));
      }
      found.push({ kind: 'table', head, rows });
      continue;
    }
    const paragraph: string[] = [line()];
    for (at++; at < lines.length && line().trim() && ![FENCE, HEADING, RULE, QUOTE, ITEM].some((other) => other.test(line())); at++) paragraph.push(line());
    found.push({ kind: 'paragraph', text: inline(paragraph.map((l) => l.replace(/^\s+/, '')).join('\n')) });
  }
  return found;
}

function listAt(lines: string[], from: number, depth: number): [Block, number] {
  const first = ITEM.exec(lines[from] ?? '');
  const margin = first?.[1]?.length ?? 0;
  const ordered = /\d/.test(first?.[2] ?? '');
  const items: string[][] = [];
  let at = from;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const item = ITEM.exec(line);
    const indent = line.length - line.trimStart().length;
    if (item && (item[1]?.length ?? 0) <= margin && /\d/.test(item[2] ?? '') === ordered && !RULE.test(line)) items.push([item[3] ?? '']);
    else if (indent > margin || (!item && line.trim() && (lines[at - 1] ?? '').trim() && !HEADING.test(line) && !FENCE.test(line))) items.at(-1)?.push(indent > margin ? line.slice(Math.min(indent, margin + 2)) : line);
    else if (!line.trim() && ((lines[at + 1] ?? '').length - (lines[at + 1] ?? '').trimStart().length > margin || ITEM.test(lines[at + 1] ?? ''))) items.at(-1)?.push('');
    else break;
  }
  return [{ kind: 'list', ordered, start: ordered ? parseInt(first?.[2] ?? '1', 10) : 1, items: items.map((item) => blocks(item, depth + 1)) }, at];
}

function cells(line: string): Inline[][] {
  const bare = line.trim().replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => inline(cell.trim().replace(/\\\|/g, '|')));
}

/** The marks within a line, the first that is found first. */
const MARK = /(`+)(.+?)\1(?!`)|\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\w*])([*_])(?=\S)(.+?)(?<=\S)\4(?![\w*])|!?\[([^[\]]*)\]\(\s*<?([^\s()<>]*)>?(?:\s+"[^"]*")?\s*\)|(https?:\/\/[^\s<>()]*[^\s<>().,;:!?'"])|( {2,}\n|\\\n)|\\([\\`*_{}[\]()#+\-.!|<>~])/s;

function inline(text: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  let rest = text;
  while (rest) {
    const mark = depth < DEEPEST ? MARK.exec(rest) : null;
    if (!mark) break;
    if (mark.index > 0) add(found, rest.slice(0, mark.index));
    const [whole, , code, strong, , emphasis, label, to, address, newline, escaped] = mark;
    if (code !== undefined) found.push({ kind: 'code', text: code.replace(/\n/g, ' ').trim() || code });
    else if (strong !== undefined) found.push({ kind: 'strong', inner: inline(strong, depth + 1) });
    else if (emphasis !== undefined) found.push({ kind: 'emphasis', inner: inline(emphasis, depth + 1) });
    else if (label !== undefined && to !== undefined) {
      if (harmless(to)) found.push({ kind: 'link', to, inner: inline(label || to, depth + 1) });
      else add(found, label);
    } else if (address !== undefined) found.push({ kind: 'link', to: address, inner: [{ kind: 'text', text: address }] });
    else if (newline !== undefined) found.push({ kind: 'break' });
    else add(found, escaped ?? whole);
    rest = rest.slice(mark.index + whole.length);
  }
  if (rest) add(found, rest);
  return found;
}

function add(found: Inline[], text: string): void {
  const last = found.at(-1);
  if (last?.kind === 'text') last.text += text;
  else found.push({ kind: 'text', text });
}

/** Only what leads to a page: no script, no data. */
function harmless(to: string): boolean {
  return /^(https?:|mailto:)/i.test(to) || /^[/#?][^/\\]|^[/#]$/.test(to);
}
