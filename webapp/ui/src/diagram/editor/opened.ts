import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { lost } from './loss';
import type { Moddle } from './moddle';
import { BPMNDI, parse, prepare, type Prepared } from '../prepare';
import { restorer, type Restore } from './restore';
import { part } from './services';

/** A diagram that was opened in the editor. */
export interface Opened {
  /** Ids that the editor calls otherwise, by those of the file. */
  aliases: Map<string, string>;
  /** What is drawn in the file and cannot be drawn here, each a few words. */
  hidden: string[];
  /** What will not be in the file that is saved once something is changed. */
  lost: string[];
  /** The file as it is to be saved: to the letter what was opened, as long as nothing is changed. */
  save(): Promise<string>;
}

const UNDRAWN = 'There is no process in it that could be drawn.';

/** A file, made ready to be drawn. Throws, with a sentence, if it is no diagram. */
export function readable(file: string): Prepared {
  const prepared = prepare(file);
  if (parse(prepared.xml).getElementsByTagNameNS(BPMNDI, 'BPMNPlane').length === 0) throw new Error(UNDRAWN);
  return prepared;
}

/** Puts it into the editor, in the place of what was there. Throws, with a sentence, if it cannot be drawn after all. */
export async function openIn(modeler: BpmnModeler, { text, xml, aliases }: Prepared): Promise<Opened> {
  await draw(modeler, xml);
  const write = async () => (await modeler.saveXML({ format: true })).xml ?? '';
  const untouched = await write();
  const ids = identities(modeler);
  const restore = careful(restorer(xml, untouched, aliases));
  return {
    aliases,
    hidden: hidden(modeler, xml),
    lost: lost(text, restore(untouched)),
    save: async () => (part(modeler, 'commandStack').canUndo() ? restore(await write(), renamed(ids)) : text),
  };
}

async function draw(modeler: BpmnModeler, xml: string): Promise<void> {
  try {
    await modeler.importXML(xml);
  } catch (problem) {
    if (problem instanceof Error && /no diagram to display/.test(problem.message)) throw new Error(UNDRAWN, { cause: problem });
    throw problem;
  }
}

/** What cannot be put back is lost, and said to be; the work is not. */
function careful(restore: Restore): Restore {
  return (saved, names) => {
    try {
      return restore(saved, names);
    } catch {
      return saved;
    }
  };
}

function identities(modeler: BpmnModeler): { element: Moddle; id: string }[] {
  const drawn = part(modeler, 'elementRegistry').filter(() => true).map((element) => element.businessObject);
  const processes = drawn.map((element) => (element.$type === 'bpmn:Participant' ? (element.get('processRef') as Moddle | undefined) : undefined));
  return [...new Set([...drawn, ...processes])].flatMap((element) => (element?.id ? [{ element, id: element.id }] : []));
}

/** Ids that were changed since, by what they were. */
function renamed(ids: { element: Moddle; id: string }[]): Map<string, string> {
  return new Map(ids.flatMap(({ element, id }) => (element.id && element.id !== id ? [[id, element.id]] : [])));
}

function hidden(modeler: BpmnModeler, xml: string): string[] {
  const registry = part(modeler, 'elementRegistry');
  const document = parse(xml);
  const byId = new Map([...document.querySelectorAll('[id]')].reverse().map((element) => [element.getAttribute('id'), element]));
  const found = new Set<string>();
  for (const drawing of document.getElementsByTagNameNS(BPMNDI, '*')) {
    const id = drawing.getAttribute('bpmnElement');
    if (!id || registry.get(id) || !/^BPMN(Shape|Edge)$/.test(drawing.localName)) continue;
    const element = byId.get(id);
    found.add(element ? `${element.localName} ${element.getAttribute('name') ?? ''} (${id})`.replace(/\s+/g, ' ') : `${id}, which is not in the file`);
  }
  return [...found];
}
