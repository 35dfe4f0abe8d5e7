import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { makeEditor } from './make';
import type { Moddle } from './moddle';
import { openIn, readable, type Opened } from './opened';
import type { Prepared } from '../prepare';
import { part, type Drawn, type Template } from './services';

const CALM = 350;

export interface Editing {
  modeler: BpmnModeler | null;
  /** The diagram as it would be saved now; a moment behind what is typed. */
  xml: string | null;
  root: Moddle | null;
  /** Ids of what is selected. */
  selected: string[];
  canUndo: boolean;
  canRedo: boolean;
  /** What was opened. */
  opened: Opened | null;
  /** Why there is nothing to be seen. */
  error: Error | null;
  /** Puts another diagram in its place. What was undone and done is forgotten. If it cannot be opened, says why, and all is as it was. */
  open: (xml: string) => Promise<Error | null>;
}

type State = Omit<Editing, 'open'>;

const NOTHING: State = { modeler: null, xml: null, root: null, selected: [], canUndo: false, canRedo: false, opened: null, error: null };

/** bpmn-js in a place of the page, and what others need to know of it. */
export function useEditor(canvas: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>, first: string, templates: Template[]): Editing {
  const [state, setState] = useState<State>(NOTHING);
  const opener = useRef<Editing['open'] | null>(null);
  useEffect(() => {
    if (!canvas.current || !panel.current) return;
    const modeler = makeEditor(canvas.current, panel.current, templates);
    let gone = false;
    let timer = 0;
    let opened: Opened | null = null;
    const put = (more: Partial<State>) => {
      if (!gone) setState((known) => ({ ...known, ...more }));
    };
    const load = async (file: Prepared) => {
      window.clearTimeout(timer);
      opened = await openIn(modeler, file);
      fit(modeler);
      put({ modeler, opened, error: null, canUndo: false, canRedo: false, xml: await opened.save(), root: definitions(modeler) });
    };
    const changed = async () => {
      try {
        if (opened) put({ xml: await opened.save(), root: definitions(modeler) });
      } catch (problem) {
        put({ error: asError(problem) });
      }
    };
    modeler.on('commandStack.changed', () => {
      const stack = part(modeler, 'commandStack');
      put({ canUndo: stack.canUndo(), canRedo: stack.canRedo() });
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void changed(), CALM);
    });
    modeler.on('selection.changed', ({ newSelection }: { newSelection: Drawn[] }) => put({ selected: newSelection.map((e) => (e.labelTarget ?? e).id) }));
    (async () => load(readable(first)))().catch((problem: unknown) => put({ modeler, error: asError(problem) }));
    opener.current = async (xml) => {
      let file: Prepared;
      try {
        file = readable(xml);
      } catch (problem) {
        return asError(problem);
      }
      const before = await opened?.save();
      try {
        await load(file);
        return null;
      } catch (problem) {
        // What cannot be drawn has driven the work from the canvas.
        if (before !== undefined) await load(readable(before));
        return asError(problem);
      }
    };
    const resized = new ResizeObserver(() => part(modeler, 'canvas').resized());
    resized.observe(canvas.current);
    return () => {
      gone = true;
      opener.current = null;
      window.clearTimeout(timer);
      resized.disconnect();
      modeler.destroy();
      setState(NOTHING);
    };
  }, [canvas, panel, first, templates]);
  return { ...state, open: async (xml) => (await opener.current?.(xml)) ?? null };
}

function definitions(modeler: BpmnModeler): Moddle {
  return modeler.getDefinitions() as unknown as Moddle;
}

const MARGIN = 40;
/** What the tools take of the left. */
const TOOLS = 108;
const PHONE = 600;
const LARGEST = 1;

/** All of it in sight, in the middle, never larger than drawn. */
export function fit(modeler: BpmnModeler): void {
  const canvas = part(modeler, 'canvas');
  const { inner, outer } = canvas.viewbox();
  if (!(outer.width > 0) || !(inner.width > 0)) return;
  const aside = outer.width < PHONE ? 0 : TOOLS;
  const margin = outer.width < PHONE ? MARGIN / 3 : MARGIN;
  const scale = Math.min((outer.width - aside - 2 * margin) / inner.width, (outer.height - 2 * margin) / inner.height, LARGEST);
  if (!(scale > 0)) return;
  const [width, height] = [outer.width / scale, outer.height / scale];
  const tools = aside / scale;
  // What is begun grows to the right.
  const left = tools + (inner.width < width / 3 ? margin * 2 : (width - tools - inner.width) / 2);
  canvas.viewbox({ x: inner.x - left, y: inner.y - (height - inner.height) / 2, width, height });
}

function asError(problem: unknown): Error {
  return problem instanceof Error ? problem : new Error(String(problem));
}
