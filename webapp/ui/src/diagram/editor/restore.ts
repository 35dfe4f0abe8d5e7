import { BPMN, BPMNDI, parse, replaceIds, serialize, XMLNS } from '../prepare';

/** What puts back into a saved diagram what bpmn-js left out of it or wrote otherwise when it read the file. */
export type Restore = (saved: string, renamed?: Map<string, string>) => string;

type Find = (element: Element) => Element | undefined;
type Mend = (find: Find, gone: (text: string) => boolean) => () => void;

/**
 * Compares a file with what bpmn-js makes of it before anybody changes anything: the difference is not the work of the person, and is taken
 * back wherever what it stands at is still as it was. Comments go before what they went before, elements to their neighbours.
 *
 * @param file what was given to bpmn-js
 * @param untouched what it wrote at once
 * @param aliases ids that were replaced before, by what they were
 */
export function restorer(file: string, untouched: string, aliases: Map<string, string>): Restore {
  const [was, is] = [parse(file), parse(untouched)];
  const twins = pair(was, is);
  const mends: Mend[] = [];
  mendChildren(was, is, twins, mends);
  if (mends.length === 0 && aliases.size === 0) return (saved) => saved;
  const places = placesOf(is);
  const before = keyed(is);
  const back = new Map([...aliases].map(([id, alias]) => [alias, id]));
  return (saved, renamed = new Map()) => {
    const document = parse(saved);
    const now = keyed(document);
    const find: Find = (element) => (element === is.documentElement ? document.documentElement : locate(places.get(element), now, renamed));
    const gone = (text: string) => before.has(`#${text}`) && !now.has(`#${text}`);
    // All is found before anything is moved.
    mends.map((mend) => mend(find, gone)).forEach((act) => act());
    replaceIds(document, back);
    return serialize(document, saved);
  };
}

const DRAWING = /\/spec\/(BPMN\/20100524\/DI|DD\/20100524\/D[CI])$/;

/** What tells an element from all others of a file. Extensions are free to use an id twice. */
function key(element: Element): string | undefined {
  const language = element.namespaceURI === BPMN || DRAWING.test(element.namespaceURI ?? '');
  const id = language ? element.getAttribute('id') : null;
  if (id !== null) return `#${id}`;
  const of = element.namespaceURI === BPMNDI ? element.getAttribute('bpmnElement') : null;
  return of === null ? undefined : `${element.localName} ${of}`;
}

/** Of two with the same key, the first. */
function keyed(document: Document): Map<string, Element> {
  const all = new Map<string, Element>();
  for (const element of document.querySelectorAll('*')) {
    const name = key(element);
    if (name !== undefined && !all.has(name)) all.set(name, element);
  }
  return all;
}

/** Where an element is: by its key, or as which child of that name. */
type Place = { key: string } | { parent: Place; name: string; index: number };

function nameOf(element: Element): string {
  return `${element.namespaceURI ?? ''} ${element.localName}`;
}

function placesOf(document: Document): Map<Element, Place> {
  const first = keyed(document);
  const places = new Map<Element, Place>();
  for (const element of document.querySelectorAll('*')) {
    const name = key(element);
    const parent = element.parentElement && places.get(element.parentElement);
    if (name !== undefined && first.get(name) === element) places.set(element, { key: name });
    else if (parent) places.set(element, { parent, name: nameOf(element), index: namesakes(element.parentElement, nameOf(element)).indexOf(element) });
    else places.set(element, { key: '' });
  }
  return places;
}

function namesakes(parent: Element | null, name: string): Element[] {
  return [...(parent?.children ?? [])].filter((child) => nameOf(child) === name && key(child) === undefined);
}

function locate(place: Place | undefined, now: Map<string, Element>, renamed: Map<string, string>): Element | undefined {
  if (place === undefined) return undefined;
  if ('key' in place) {
    if (place.key === '') return now.values().next().value?.ownerDocument.documentElement;
    const other = renamed.get(place.key.replace(/^#|^\S+ /, ''));
    return now.get(other === undefined ? place.key : place.key.replace(/(^#|^\S+ ).*/s, (_, kind: string) => kind + other));
  }
  return namesakes(locate(place.parent, now, renamed) ?? null, place.name)[place.index];
}

/** Which element of the one file is which of the other. */
function pair(was: Document, is: Document): Map<Node, Element> {
  const [ours, theirs] = [keyed(was), keyed(is)];
  const twins = new Map<Node, Element>([[was.documentElement, is.documentElement]]);
  const taken = new Set<Element>([is.documentElement]);
  const marry = (one: Element, other: Element | undefined) => {
    if (!other || taken.has(other) || twins.has(one)) return;
    twins.set(one, other);
    taken.add(other);
  };
  ours.forEach((element, name) => marry(element, theirs.get(name)));
  for (const element of was.querySelectorAll('*')) {
    const twin = twins.get(element);
    if (!twin) continue;
    const free = () => [...twin.children].filter((child) => !taken.has(child) && !(key(child) !== undefined && ours.has(key(child) ?? '')));
    const alike: ((one: Element, other: Element) => boolean)[] = [
      (one, other) => nameOf(one) === nameOf(other) && one.textContent.trim() === other.textContent.trim(),
      (one, other) => nameOf(one) === nameOf(other),
      // One that was given the name of its type.
      (one, other) => one.namespaceURI === BPMN && other.namespaceURI === BPMN && one.children.length === other.children.length && one.textContent.trim() === other.textContent.trim(),
    ];
    for (const test of alike) for (const child of element.children) if (!twins.has(child)) marry(child, free().find((other) => test(child, other)));
  }
  return twins;
}

/** Nobody but their own tool looks into them: they stay to the letter. */
function foreign(element: Element): boolean {
  return element.namespaceURI !== BPMN && !DRAWING.test(element.namespaceURI ?? '') && !element.namespaceURI?.startsWith('http://camunda.org/schema/1.0/');
}

function mendChildren(parent: Element | Document, twin: Element | Document, twins: Map<Node, Element>, mends: Mend[]): void {
  const said = [...parent.childNodes].filter((child) => isText(child) && child.nodeValue?.trim()).map((child) => child.nodeValue ?? '');
  if (said.length > 0 && twin.children.length === 0) {
    if (parent.textContent !== twin.textContent || parent.childNodes.length > 1) mends.push(content(parent as Element, twin as Element));
    return;
  }
  // Beside elements it has no meaning.
  if (said.length > 0) mends.push((find) => () => find(twin as Element)?.prepend(...said));
  for (const child of parent.childNodes) {
    if (child.nodeType === Node.COMMENT_NODE || child.nodeType === Node.PROCESSING_INSTRUCTION_NODE) mends.push(insertion(child, twin, twins));
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const [one, other] = [child as Element, twins.get(child)];
    if (!other) {
      mends.push(insertion(one, twin, twins));
    } else if (one.localName !== other.localName || (foreign(one) && !one.isEqualNode(other))) {
      mends.push((find) => {
        const here = find(other);
        return () => here?.isEqualNode(other) && here.replaceWith(here.ownerDocument.importNode(one, true));
      });
    } else if (!foreign(one)) {
      mendSelf(one, other, mends);
      mendChildren(one, other, twins, mends);
    }
  }
}

function isText(node: Node): boolean {
  return node.nodeType === Node.TEXT_NODE || node.nodeType === Node.CDATA_SECTION_NODE;
}

function mendSelf(one: Element, other: Element, mends: Mend[]): void {
  const moved = DRAWING.test(one.namespaceURI ?? '') && one.closest('BPMNPlane')?.getAttribute('id') !== other.closest('BPMNPlane')?.getAttribute('id');
  for (const attribute of one.attributes) {
    const { namespaceURI, localName, name, value } = attribute;
    const written = other.getAttributeNS(namespaceURI, localName);
    const known = namespaceURI === XMLNS && other.lookupNamespaceURI(attribute.prefix ? localName : null) === value;
    // On a plane of its own a drawing begins at the corner; and who writes the file is no secret.
    if (written === value || known || (moved && /^([xy]|isExpanded)$/.test(localName)) || /^exporter/.test(localName)) continue;
    mends.push((find, gone) => {
      const here = find(other);
      return () => {
        if (here && here.getAttributeNS(namespaceURI, localName) === written && !gone(value)) here.setAttributeNS(namespaceURI, name, value);
      };
    });
  }
}

/** Text as it was, with what stood within it. */
function content(one: Element, other: Element): Mend {
  return (find) => {
    const here = find(other);
    return () => {
      if (here?.children.length === 0 && here.textContent === other.textContent) here.replaceChildren(...[...one.childNodes].map((child) => here.ownerDocument.importNode(child, true)));
    };
  };
}

/** Puts a comment, an instruction or an element where it was; called for them in the order of the file. */
function insertion(node: ChildNode, parent: Element | Document, twins: Map<Node, Element>): Mend {
  const after: Element[] = [];
  for (let next = node.nextSibling; next; next = next.nextSibling) {
    const twin = twins.get(next);
    if (twin) after.push(twin);
  }
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : undefined;
  // What speaks of something goes with it.
  const about = element ? [...element.attributes].flatMap((a) => (a.name === 'id' ? [] : [a.value])).concat(element.textContent.trim()) : [];
  // Of these there is one, which may have come back.
  const single = element && DRAWING.test(element.namespaceURI ?? '') && key(element) === undefined;
  return (find, gone) => {
    const top = parent.nodeType === Node.DOCUMENT_NODE;
    const here = find(top ? (parent as Document).documentElement : (parent as Element));
    const holder = top ? here?.ownerDocument : here;
    const neighbours = after.map(find);
    return () => {
      if (!holder || about.some(gone) || (single && namesakes(holder as Element, nameOf(element)).length > 0)) return;
      place(holder, node, neighbours.find((n) => n?.parentNode === holder) ?? null);
    };
  };
}

function place(holder: Element | Document, node: ChildNode, before: ChildNode | null): void {
  const document = holder.ownerDocument ?? (holder as Document);
  const copy = document.importNode(node, true) as ChildNode;
  if (holder.nodeType === Node.DOCUMENT_NODE) {
    holder.insertBefore(copy, before);
    return;
  }
  let depth = 0;
  for (let at = holder.parentElement; at; at = at.parentElement) depth++;
  const line = (deep: number) => document.createTextNode(`\n${'  '.repeat(deep)}`);
  const last = holder.lastChild;
  if (before) {
    holder.insertBefore(copy, before);
    holder.insertBefore(line(depth + 1), before);
  } else if (last?.nodeType === Node.TEXT_NODE && !last.nodeValue?.trim()) {
    holder.insertBefore(line(depth + 1), last);
    holder.insertBefore(copy, last);
  } else {
    holder.append(line(depth + 1), copy, line(depth));
  }
}
