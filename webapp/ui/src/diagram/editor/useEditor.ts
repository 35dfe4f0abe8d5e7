import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { makeEditor } from './make';
import type { Moddle } from './moddle';
import { openIn, readable, type Opened } from './opened';
import { nameGroups } from './panel';
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
  /** Which of the diagrams in it is shown, if there are several. */
  drawing: string | null;
  /** Why there is nothing to be seen. */
  error: Error | null;
  /** Something could not be done, and all is as it was before it. */
  undone: boolean;
  /** Puts another diagram in its place. What was undone and done is forgotten. If it cannot be opened, says why, and all is as it was. */
  open: (xml: string) => Promise<Error | null>;
  /** Shows another of the diagrams in it. */
  show: (drawing: string) => Promise<void>;
}

type State = Omit<Editing, 'open' | 'show'>;

const NOTHING: State = { modeler: null, xml: null, root: null, selected: [], canUndo: false, canRedo: false, opened: null, drawing: null, error: null, undone: false };

/** bpmn-js in a place of the page, and what others need to know of it. */
export function useEditor(canvas: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>, first: string, templates: Template[]): Editing {
  const [state, setState] = useState<State>(NOTHING);
  const opener = useRef<Editing['open'] | null>(null);
  const shower = useRef<Editing['show'] | null>(null);
  useEffect(() => {
    const [stage, side] = [canvas.current, panel.current];
    if (!stage || !side) return;
    let gone = false;
    let timer = 0;
    let recovering = false;
    let now: { modeler: BpmnModeler; opened: Opened; own: HTMLElement; saved: string } | null = null;
    const put = (more: Partial<State>) => {
      if (!gone) setState((known) => ({ ...known, ...more }));
    };
    const changed = async () => {
      try {
        if (!now) return;
        now.saved = await now.opened.save();
        put({ xml: now.saved, root: definitions(now.modeler) });
      } catch (problem) {
        put({ error: asError(problem) });
      }
    };
    // Each file has a bpmn-js of its own: of one that cannot be drawn nothing is left, and what was there before stays until the new one is.
    const load = async (file: Prepared) => {
      const modeler = makeEditor(stage, templates);
      const own = stage.lastElementChild as HTMLElement;
      Object.assign(own.style, { position: 'absolute', inset: '0', visibility: 'hidden' });
      let opened: Opened;
      let xml: string;
      try {
        opened = await openIn(modeler, file);
        xml = await opened.save();
      } catch (problem) {
        modeler.destroy();
        throw problem;
      }
      if (gone) return modeler.destroy();
      window.clearTimeout(timer);
      if (now) now.own.style.visibility = 'hidden';
      now = { modeler, opened, own, saved: xml };
      own.style.visibility = '';
      part(modeler, 'propertiesPanel').attachTo(side);
      modeler.on('commandStack.changed', () => {
        if (now?.modeler !== modeler) return;
        const stack = part(modeler, 'commandStack');
        put({ canUndo: stack.canUndo(), canRedo: stack.canRedo(), undone: false });
        window.clearTimeout(timer);
        timer = window.setTimeout(() => void changed(), CALM);
      });
      modeler.on('selection.changed', ({ newSelection }: { newSelection: Drawn[] }) => now?.modeler === modeler && put({ selected: newSelection.map((e) => (e.labelTarget ?? e).id) }));
      // A fault within bpmn-js leaves it halfway: nothing can be done in it any more.
      modeler.on('error', () => {
        window.clearTimeout(timer);
        if (now?.modeler !== modeler || recovering) return;
        recovering = true;
        void open(now.saved).then((error) => {
          recovering = false;
          put({ error, undone: true });
        });
      });
      fit(modeler);
      put({ ...NOTHING, modeler, opened, drawing: opened.drawings[0]?.id ?? null, xml, root: definitions(modeler) });
    };
    const open = async (xml: string) => {
      try {
        await load(readable(xml));
        return null;
      } catch (problem) {
        return asError(problem);
      }
    };
    opener.current = open;
    shower.current = async (drawing) => {
      if (!now) return;
      await now.opened.show(drawing);
      fit(now.modeler);
      put({ drawing, canUndo: false, canRedo: false });
    };
    void open(first).then((error) => put({ error }));
    const resized = new ResizeObserver(() => now && part(now.modeler, 'canvas').resized());
    resized.observe(stage);
    const unname = nameGroups(side);
    return () => {
      gone = true;
      opener.current = null;
      shower.current = null;
      resized.disconnect();
      unname();
      window.clearTimeout(timer);
      setState(NOTHING);
    };
  }, [canvas, panel, first, templates]);
  const { modeler } = state;
  // By then nobody uses it any more.
  useEffect(() => (modeler ? () => modeler.destroy() : undefined), [modeler]);
  return { ...state, open: async (xml) => (await opener.current?.(xml)) ?? null, show: async (drawing) => shower.current?.(drawing) };
}

function definitions(modeler: BpmnModeler): Moddle {
  return modeler.getDefinitions() as unknown as Moddle;
}

const MARGIN = 40;
const PHONE = 600;
const LARGEST = 1;

/** All of it in sight, in the middle, never larger than drawn. */
export function fit(modeler: BpmnModeler): void {
  const canvas = part(modeler, 'canvas');
  const { inner, outer } = canvas.viewbox();
  if (!(outer.width > 0) || !(inner.width > 0)) return;
  const palette = canvas.getContainer().querySelector<HTMLElement>('.djs-palette');
  const aside = palette?.checkVisibility() ? palette.offsetLeft + palette.offsetWidth : 0;
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
