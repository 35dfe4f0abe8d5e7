import { drawPools, layOut } from './layout';

export const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const BPMNDI = 'http://www.omg.org/spec/BPMN/20100524/DI';
const DI = 'http://www.omg.org/spec/DD/20100524/DI';
const DC = 'http://www.omg.org/spec/DD/20100524/DC';
const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';
export const XMLNS = 'http://www.w3.org/2000/xmlns/';

export interface Prepared {
  /** The file, with what means the same written as everybody understands it, and drawn if it was not. */
  text: string;
  /** The same as bpmn-js can read it. */
  readable: string;
  /** The same as it can draw it: it knows of fewer things that a drawing may stand for. */
  xml: string;
  /** Ids that bpmn-js does not take, and what they are called in there. */
  aliases: Map<string, string>;
  /** What is drawn by itself, the process that runs first: one of these can be shown at a time. */
  drawings: Drawing[];
}

/** One of the diagrams in a file. */
export interface Drawing {
  id: string;
  name: string;
}

/** Makes a diagram readable for bpmn-js, which leaves out what it does not understand. Throws, with a sentence, if it is no diagram at all. */
export function prepare(file: string): Prepared {
  const document = parse(file);
  const plain = [localReferences(document), plainBooleans(document), layOut(document)].some(Boolean);
  const text = plain ? serialize(document, file) : file;
  const aliases = aliasesOf(document);
  const renamed = replaceIds(document, aliases);
  const readable = unclash(renamed ? serialize(document, file) : text);
  const drawings = drawingsOf(document);
  return { text, readable, xml: standing(document) ? unclash(serialize(document, file)) : readable, aliases, drawings };
}

/** Some tools draw a process where its pool is meant, all there is instead of what is in it, or lanes without their pool. */
function standing(document: Document): boolean {
  const find = (name: string) => [...document.getElementsByTagNameNS(BPMN, name)];
  const pools = new Map(find('participant').map((pool) => [pool.getAttribute('processRef'), pool.getAttribute('id')]));
  const all = document.documentElement.getAttribute('id');
  const whole = [...find('collaboration'), ...find('process')][0]?.getAttribute('id');
  let changed = false;
  for (const drawing of document.getElementsByTagNameNS(BPMNDI, '*')) {
    const of = drawing.getAttribute('bpmnElement');
    if (of === null) continue;
    const other = drawing.localName === 'BPMNShape' && drawing.hasAttribute('id') ? pools.get(of) : drawing.localName === 'BPMNPlane' && of === all ? whole : undefined;
    if (!other) continue;
    drawing.setAttribute('bpmnElement', other);
    changed = true;
  }
  return drawPools(document) || changed;
}

/** Subprocesses with a drawing of their own are part of another. */
const PARTS = new Set(['subProcess', 'transaction', 'adHocSubProcess']);

/** Of several with the same id, the first. */
export function byId(document: Document): Map<string | null, Element> {
  return new Map([...document.querySelectorAll('[id]')].reverse().map((element) => [element.getAttribute('id'), element]));
}

function drawingsOf(document: Document): Drawing[] {
  const all = byId(document);
  const found = [...document.getElementsByTagNameNS(BPMNDI, 'BPMNPlane')].flatMap((plane) => {
    const diagram = plane.parentElement;
    const id = diagram?.getAttribute('id');
    const of = all.get(plane.getAttribute('bpmnElement'));
    if (!diagram || !id || PARTS.has(of?.localName ?? '')) return [];
    const pools = [...(of?.children ?? [])].filter((child) => child.localName === 'participant');
    const runs = [of, ...pools.map((pool) => all.get(pool.getAttribute('processRef')))].some((process) => process?.getAttribute('isExecutable') === 'true');
    const names = [diagram, of, ...pools].map((named) => named?.getAttribute('name'));
    return [{ id, name: names.find((name) => name) ?? of?.id ?? id, runs }];
  });
  return found.sort((one, other) => Number(other.runs) - Number(one.runs)).map(({ id, name }) => ({ id, name }));
}

/** Reads what a browser takes for well-formed; no document types, so no entities either. */
export function parse(file: string): Document {
  if (/^\uFEFF?(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*<!DOCTYPE/.test(file)) throw new Error('A document type is not allowed here. Remove the <!DOCTYPE …> part from the file.');
  if (file.trim() === '') throw new Error('The file is empty.');
  const document = new DOMParser().parseFromString(file.replace(/^\uFEFF?\s+(?=<\?xml)/, ''), 'application/xml');
  const wrong = document.querySelector('parsererror');
  if (wrong) throw new Error(`The file is not well-formed XML: ${reason(wrong.textContent)}`);
  const root = document.documentElement;
  if (root.namespaceURI !== BPMN || root.localName !== 'definitions') {
    const spec = /DMN|CMMN|XPDL/.exec(root.namespaceURI ?? '')?.[0];
    throw new Error(`This is not a BPMN 2.0 diagram: ${spec ? `it is one of ${spec}` : `its outermost element is <${root.nodeName}>${root.namespaceURI ? ` of ${root.namespaceURI}` : ''}`}.`);
  }
  return document;
}

/** As text, with the first line that the file had. */
export function serialize(document: Document, like = '<?xml version="1.0" encoding="UTF-8"?>\n'): string {
  const first = /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)/.exec(like)?.[1] ?? '';
  // Of the ends of lines only those are still there that were written as characters of their own.
  return first + new XMLSerializer().serializeToString(document).replace(/^<\?xml[^>]*\?>\s*/, '').replaceAll('\r', '&#xD;');
}

/** Of what a browser says, the sentence. */
function reason(said: string): string {
  const sentence = /error on (line \d+ at column \d+: .*)/.exec(said)?.[1] ?? said.split('\n')[0] ?? '';
  return sentence.trim().replace(/\.?$/, '.');
}

/** Attributes and texts of the language itself, not of its extensions: there references are. */
function* values(document: Document): Generator<{ value: string; element: Element; name: string; set: (value: string) => void }> {
  for (const element of document.querySelectorAll('*')) {
    if (element.namespaceURI !== BPMN && element.namespaceURI !== BPMNDI) continue;
    for (const attribute of element.attributes) {
      if (!attribute.namespaceURI) yield { value: attribute.value, element, name: attribute.name, set: (value) => (attribute.value = value) };
    }
    const only = element.childNodes.length === 1 ? element.firstChild : null;
    if (only?.nodeType === Node.TEXT_NODE) yield { value: (only.nodeValue ?? '').trim(), element, name: '', set: (value) => (only.nodeValue = value) };
  }
}

/** Some tools write references within a file with the prefix of its own namespace, or with that of the language. */
function localReferences(document: Document): boolean {
  const root = document.documentElement;
  const target = root.getAttribute('targetNamespace');
  const prefixes = [...root.attributes].filter((a) => a.namespaceURI === XMLNS && a.prefix && (a.value === target || a.value === BPMN)).map((a) => `${a.localName}:`);
  const ids = idsOf(document);
  let changed = false;
  if (prefixes.length === 0) return false;
  for (const { value, name, set } of values(document)) {
    const prefix = prefixes.find((p) => value.startsWith(p));
    if (prefix === undefined || /^(id|name|structureRef)$/.test(name) || !ids.has(value.slice(prefix.length))) continue;
    set(value.slice(prefix.length));
    changed = true;
  }
  return changed;
}

const BOOLEANS = /^(is[A-Z]\w*|cancelActivity|triggeredByEvent|instantiate|parallelMultiple|cancelRemainingInstances|testBefore|waitForCompletion|mustUnderstand)$/;

/** 1 and 0 are true and false as well. */
function plainBooleans(document: Document): boolean {
  let changed = false;
  for (const { value, name, set } of values(document)) {
    if (!BOOLEANS.test(name) || (value !== '1' && value !== '0')) continue;
    set(value === '1' ? 'true' : 'false');
    changed = true;
  }
  return changed;
}

/** What bpmn-js takes for an id. It leaves out elements whose id is another one, though XML allows far more. */
const LEGAL = /^([a-z][\w-.]*:)?[a-z_][\w-.]*$/i;

function idsOf(document: Document): Set<string> {
  return new Set([...values(document)].filter(({ name }) => name === 'id').map(({ value }) => value));
}

function aliasesOf(document: Document): Map<string, string> {
  const ids = idsOf(document);
  const aliases = new Map<string, string>();
  for (const id of ids) {
    if (LEGAL.test(id) || id === '') continue;
    const base = id.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
    let alias = base;
    for (let n = 2; ids.has(alias) || [...aliases.values()].includes(alias); n++) alias = `${base}_${n}`;
    aliases.set(id, alias);
  }
  return aliases;
}

/** Puts other ids in the place of some, wherever one is meant. */
export function replaceIds(document: Document, names: Map<string, string>): boolean {
  if (names.size === 0) return false;
  for (const { value, name, set } of values(document)) {
    const other = name === 'name' ? undefined : names.get(value);
    if (other !== undefined) set(other);
  }
  return true;
}

/** Prefixes that have a fixed meaning for bpmn-js. */
const OURS: Record<string, string> = { camunda: CAMUNDA, bpmn: BPMN, bpmndi: BPMNDI, dc: DC, di: DI };

/** Some tools bind these prefixes to something else. Such elements get another prefix, else they could not be saved. */
export function unclash(xml: string): string {
  return Object.entries(OURS).reduce((text, [prefix, meaning]) => {
    const bound = [...text.matchAll(new RegExp(`xmlns:${prefix}=(["'])(.*?)\\1`, 'g'))].map((match) => match[2]);
    if (bound.every((namespace) => namespace === meaning)) return text;
    // Of elements, of attributes, and of types, which are values.
    const used = new RegExp(`(xmlns:|\\sxsi:type=["'])${prefix}(?=[=:])|([\\s</])${prefix}(?=:)`, 'g');
    return text.replace(/<[^>]*>/g, (tag) => tag.replace(used, (_, declared?: string, before?: string) => `${declared ?? before ?? ''}other-${prefix}`));
  }, xml);
}
