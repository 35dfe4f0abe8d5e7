/** What a value means that is left out. */
const DEFAULTS: Record<string, string> = {
  associationDirection: 'None',
  behavior: 'All',
  cancelActivity: 'true',
  completionQuantity: '1',
  eventGatewayType: 'Exclusive',
  expressionLanguage: 'http://www.w3.org/1999/XPath',
  gatewayDirection: 'Unspecified',
  implementation: '##WebService',
  instantiate: 'false',
  isClosed: 'false',
  isCollection: 'false',
  isForCompensation: 'false',
  isImmediate: 'true',
  isInterrupting: 'true',
  isSequential: 'false',
  isUnlimited: 'false',
  method: '##Compensate',
  ordering: 'Parallel',
  parallelMultiple: 'false',
  processType: 'None',
  startQuantity: '1',
  testBefore: 'false',
  textFormat: 'text/plain',
  triggeredByEvent: 'false',
  typeLanguage: 'http://www.w3.org/2001/XMLSchema',
  waitForCompletion: 'true',
};

/** Says nothing of the diagram itself. */
const ASIDE = new Set(['exporter', 'exporterVersion', 'schemaLocation']);
/** Elements that stand for another one. */
const SAME: Record<string, string> = { formalExpression: 'expression' };

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
  const root = new DOMParser().parseFromString(xml, 'application/xml').documentElement;
  const add = (fact: string, words: string) => {
    const known = found.get(fact);
    if (known) known.count++;
    else found.set(fact, { count: 1, words });
  };
  const visit = (element: Element, around: string) => {
    const name = SAME[element.localName] ?? element.localName;
    const id = element.getAttribute('id') ?? element.getAttribute('bpmnElement');
    const self = id ? `${name} ${id}` : `${around}/${name}`;
    add(self, id ? self : `<${element.nodeName}>`);
    for (const { localName, namespaceURI, value, name: written } of element.attributes) {
      if (namespaceURI === XMLNS || namespaceURI === XSI || ASIDE.has(localName) || DEFAULTS[localName] === value) continue;
      // A collapsed subprocess gets a plane of its own, on which its drawing begins at the corner.
      if ((localName === 'x' || localName === 'y') && element.namespaceURI?.includes('/DD/')) continue;
      add(`${self} @${localName}=${even(value)}`, `${written} of ${id ? self : `<${element.nodeName}>`}`);
    }
    const text = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE || n.nodeType === Node.CDATA_SECTION_NODE).map((n) => n.nodeValue).join('').trim();
    if (text) add(`${self} =${even(text)}`, `the text of ${id ? self : `<${element.nodeName}>`}`);
    for (const child of element.childNodes) if (child.nodeType === Node.COMMENT_NODE) add(`comment ${child.nodeValue ?? ''}`, 'a comment');
    for (const child of element.children) visit(child, self);
  };
  visit(root, '');
  return found;
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Numbers to a thousandth, blanks as one. */
function even(value: string): string {
  return value.trim() !== '' && Number.isFinite(Number(value)) ? String(Math.round(Number(value) * 1000) / 1000) : value.replace(/\s+/g, ' ').trim();
}
