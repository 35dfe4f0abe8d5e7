import { parse, XMLNS } from '../prepare';

/** Says nothing of the diagram itself. */
const ASIDE = new Set(['exporter', 'exporterVersion']);

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** A type, whatever its prefix is called. */
function meant(element: Element, type: string): string {
  const [name = '', prefix = null] = type.split(':').reverse();
  return `${element.lookupNamespaceURI(prefix) ?? ''} ${name}`;
}

/** What is in the first file and not in the second, each a few words; how it is written does not matter. */
export function lost(before: string, after: string): string[] {
  const [had, has] = [facts(before), facts(after)];
  const missing = new Map<string, number>();
  had.forEach(({ count, words }, fact) => {
    const gone = count - (has.get(fact)?.count ?? 0);
    if (gone > 0) missing.set(words, (missing.get(words) ?? 0) + gone);
  });
  return [...missing].map(([words, count]) => (count > 1 ? `${words} (${count}×)` : words));
}

type Facts = Map<string, { count: number; words: string }>;

function facts(xml: string): Facts {
  const found: Facts = new Map();
  const add = (fact: string, words: string) => {
    const known = found.get(fact);
    if (known) known.count++;
    else found.set(fact, { count: 1, words });
  };
  const visit = (element: Element, around: string) => {
    const name = element.localName;
    const id = element.getAttribute('id') ?? element.getAttribute('bpmnElement');
    const self = id ? `${name} ${id}` : `${around}/${name}`;
    add(self, id ? self : `<${element.nodeName}>`);
    for (const { localName, namespaceURI, value, name: written } of element.attributes) {
      if (namespaceURI === XMLNS || ASIDE.has(localName)) continue;
      // A collapsed subprocess gets a plane of its own, on which its drawing begins at the corner.
      if (/^([xy]|isExpanded)$/.test(localName) && /\/(DD|DI)\b/.test(element.namespaceURI ?? '')) continue;
      add(`${self} @${localName}=${namespaceURI === XSI ? meant(element, value) : value}`, `${written} of ${id ? self : `<${element.nodeName}>`}`);
    }
    const text = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE || n.nodeType === Node.CDATA_SECTION_NODE).map((n) => n.nodeValue).join('').trim();
    if (text) add(`${self} =${text}`, `the text of ${id ? self : `<${element.nodeName}>`}`);
    visitAll(element, self);
  };
  const visitAll = (parent: Element | Document, around: string) => {
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.COMMENT_NODE) add(`comment ${child.nodeValue ?? ''}`, 'a comment');
      if (child.nodeType === Node.PROCESSING_INSTRUCTION_NODE) add(`<?${child.nodeName} ${child.nodeValue ?? ''}`, `<?${child.nodeName}?>`);
      if (child.nodeType === Node.ELEMENT_NODE) visit(child as Element, around);
    }
  };
  visitAll(parse(xml), '');
  return found;
}
