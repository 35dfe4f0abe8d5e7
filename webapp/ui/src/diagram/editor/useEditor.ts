import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState, type RefObject } from 'react';
import { lost } from './loss';
import { makeEditor } from './make';
import { unclash, type Moddle } from './moddle';
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
  /** What was in the file that was opened and will not be in the one that is saved. */
  lost: string[];
  error: Error | null;
  /** Puts another diagram in its place. What was undone and done is forgotten. */
  open: (xml: string) => Promise<void>;
}

type State = Omit<Editing, 'open'>;

const NOTHING: State = { modeler: null, xml: null, root: null, selected: [], canUndo: false, canRedo: false, lost: [], error: null };

/** bpmn-js in a place of the page, and what others need to know of it. */
export function useEditor(canvas: RefObject<HTMLElement | null>, panel: RefObject<HTMLElement | null>, first: string, templates: Template[]): Editing {
  const [state, setState] = useState<State>(NOTHING);
  useEffect(() => {
    if (!canvas.current || !panel.current) return;
    const modeler = makeEditor(canvas.current, panel.current, templates);
    let gone = false;
    let timer = 0;
    const put = (more: Partial<State>) => {
      if (!gone) setState((known) => ({ ...known, ...more }));
    };
    const changed = async () => {
      try {
        const { xml } = await modeler.saveXML({ format: true });
        put({ xml: xml ?? null, root: modeler.getDefinitions() as unknown as Moddle });
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
    modeler.on('import.done', (event: { error?: unknown }) => {
      put({ canUndo: false, canRedo: false });
      if (!event.error) void changed();
    });
    modeler.on('selection.changed', ({ newSelection }: { newSelection: Drawn[] }) => put({ selected: newSelection.map((e) => (e.labelTarget ?? e).id) }));
    void load(modeler, first, put);
    const resized = new ResizeObserver(() => part(modeler, 'canvas').resized());
    resized.observe(canvas.current);
    return () => {
      gone = true;
      window.clearTimeout(timer);
      resized.disconnect();
      modeler.destroy();
      setState(NOTHING);
    };
  }, [canvas, panel, first, templates]);
  return {
    ...state,
    open: async (xml) => {
      if (state.modeler) await load(state.modeler, xml, (more) => setState((known) => ({ ...known, ...more })));
    },
  };
}

async function load(modeler: BpmnModeler, xml: string, put: (more: Partial<State>) => void): Promise<void> {
  try {
    const mine = unclash(xml);
    await modeler.importXML(mine);
    fit(modeler);
    const saved = await modeler.saveXML();
    put({ modeler, error: null, lost: lost(mine, saved.xml ?? '') });
  } catch (problem) {
    put({ modeler, error: asError(problem), lost: [] });
  }
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
