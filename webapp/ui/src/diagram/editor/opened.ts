import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { lost } from './loss';
import type { Moddle } from './moddle';
import { BPMNDI, byId, parse, prepare, type Drawing, type Prepared } from '../prepare';
import { restorer, type Restore } from './restore';
import { part, type Drawn } from './services';

/** A diagram that was opened in the editor. */
export interface Opened {
  /** Ids that the editor calls otherwise, by those of the file. */
  aliases: Map<string, string>;
  /** What is drawn in the file and cannot be drawn here, each a few words. */
  hidden: string[];
  /** What will not be in the file that is saved once something is changed. */
  lost: string[];
  /** What can be shown of it, one at a time. */
  drawings: Drawing[];
  /** Which of these shows an element; undefined if none did when it was opened. */
  drawingOf(element: string): string | undefined;
  /** Draws another of them. What was changed stays; what was undone and done is forgotten. */
  show(drawing: string): Promise<void>;
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
export async function openIn(modeler: BpmnModeler, { text, readable: file, xml, aliases, drawings }: Prepared): Promise<Opened> {
  const main = drawings[0]?.id;
  await draw(modeler, xml, main);
  const all = part(modeler, 'elementRegistry').getAll();
  const where = new Map(all.map((element) => [element.id, main]));
  const drawn = drawings.slice(0, 1);
  for (const drawing of drawings.slice(1)) {
    if (!(await canShow(modeler, drawing.id))) continue;
    drawn.push(drawing);
    for (const element of part(modeler, 'elementRegistry').getAll()) {
      all.push(element);
      if (!where.has(element.id)) where.set(element.id, drawing.id);
    }
  }
  if (main !== undefined && drawings.length > 1) await modeler.open(main);
  const write = async () => (await modeler.saveXML({ format: true })).xml ?? '';
  const untouched = await write();
  const ids = identities(all);
  const restore = careful(restorer(file, untouched, aliases));
  let changed = false;
  const touched = () => changed || part(modeler, 'commandStack').canUndo();
  return {
    aliases,
    hidden: hidden(where, xml),
    lost: lost(text, restore(untouched)),
    drawings: drawn,
    drawingOf: (element) => where.get(element),
    show: async (drawing) => {
      changed = touched();
      await modeler.open(drawing);
    },
    save: async () => (touched() ? restore(await write(), renamed(ids)) : text),
  };
}

async function canShow(modeler: BpmnModeler, drawing: string): Promise<boolean> {
  try {
    await modeler.open(drawing);
    return true;
  } catch {
    return false;
  }
}

async function draw(modeler: BpmnModeler, xml: string, drawing: string | undefined): Promise<void> {
  try {
    await modeler.importXML(xml, drawing);
  } catch (problem) {
    if (problem instanceof Error && /no (diagram|process or collaboration) to display/.test(problem.message)) throw new Error(UNDRAWN, { cause: problem });
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

function identities(all: Drawn[]): { element: Moddle; id: string }[] {
  const drawn = all.map((element) => element.businessObject);
  const processes = drawn.map((element) => (element.$type === 'bpmn:Participant' ? (element.get('processRef') as Moddle | undefined) : undefined));
  return [...new Set([...drawn, ...processes])].flatMap((element) => (element?.id ? [{ element, id: element.id }] : []));
}

/** Ids that were changed since, by what they were. */
function renamed(ids: { element: Moddle; id: string }[]): Map<string, string> {
  return new Map(ids.flatMap(({ element, id }) => (element.id && element.id !== id ? [[id, element.id]] : [])));
}

function hidden(shown: Map<string, unknown>, xml: string): string[] {
  const document = parse(xml);
  const all = byId(document);
  const found = new Set<string>();
  for (const drawing of document.getElementsByTagNameNS(BPMNDI, '*')) {
    const id = drawing.getAttribute('bpmnElement');
    if (!id || shown.has(id) || !/^BPMN(Shape|Edge)$/.test(drawing.localName)) continue;
    const element = all.get(id);
    found.add(element ? `${element.localName} ${element.getAttribute('name') ?? ''} (${id})`.replace(/\s+/g, ' ') : `${id}, which is not in the file`);
  }
  return [...found];
}
