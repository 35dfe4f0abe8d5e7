import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { ElementMark } from './model';

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  scrollToElement(id: string, padding?: number): void;
}

interface Overlays {
  add(id: string, type: string, overlay: { position: object; html: HTMLElement; show?: object }): string;
  remove(id: string): void;
  hide(): void;
}

interface Registry {
  get(id: string): { waypoints?: unknown } | undefined;
}

/** Takes one thing off the diagram again. */
type Off = () => void;

/**
 * What is drawn on the elements of a diagram, each known by what it looks like: only what is to look different is drawn anew, since a run
 * that goes on changes a few of its elements at a time.
 */
class Drawn {
  private readonly on = new Map<string, { look: string; off: Off }>();

  constructor(private readonly draw: (id: string, look: string) => Off) {}

  /** Shows this, by id of the element, and nothing else. */
  show(looks: Map<string, string>): void {
    for (const [id, { look, off }] of this.on) {
      if (looks.get(id) === look) continue;
      off();
      this.on.delete(id);
    }
    for (const [id, look] of looks) {
      if (!this.on.has(id)) this.on.set(id, { look, off: this.draw(id, look) });
    }
  }
}

/** Colours elements by state and puts tokens, counts and times on them: what it is called with, in place of what was there. */
export function marking(viewer: NavigatedViewer): (marks: Record<string, ElementMark>, heat: boolean) => void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  // In sight while the diagram moves: hidden and shown again for each frame, all of them would be laid out for each.
  overlays.hide = () => undefined;
  const registry = viewer.get<Registry>('elementRegistry');
  const drawn = new Drawn((id, look) => {
    const [classes, badge, token] = JSON.parse(look) as Look;
    classes.forEach((name) => canvas.addMarker(id, name));
    const over: string[] = [];
    if (badge) over.push(overlays.add(id, 'signalbox', { position: { bottom: 9, left: 8 }, html: badgeOf(badge) }));
    if (token) over.push(overlays.add(id, 'signalbox', { position: { top: -9, right: 9 }, html: dotOf(token) }));
    return () => {
      classes.forEach((name) => canvas.removeMarker(id, name));
      over.forEach((overlay) => overlays.remove(overlay));
    };
  });
  return (marks, heat) => {
    const there = Object.entries(marks).filter(([id]) => registry.get(id));
    drawn.show(new Map(there.map(([id, what]) => [id, JSON.stringify(lookOf(what, heat))])));
  };
}

/** Strengthens the flows that were taken: these, in place of those before. */
export function pathing(viewer: NavigatedViewer): (path: readonly string[]) => void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const drawn = new Drawn((id, look) => {
    canvas.addMarker(id, look);
    return () => canvas.removeMarker(id, look);
  });
  return (path) => drawn.show(new Map(path.filter((id) => registry.get(id)).map((id) => [id, 'sb-taken'])));
}

export function select(viewer: NavigatedViewer, id: string): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  if (!viewer.get<Registry>('elementRegistry').get(id)) return () => undefined;
  canvas.addMarker(id, 'sb-selected');
  return () => attempt(() => canvas.removeMarker(id, 'sb-selected'));
}

interface Badge {
  text: string;
  look: string;
  side: string | undefined;
}

/** Classes of the element, what stands on it, and the look of the token if there is one. */
type Look = [classes: string[], badge: Badge | null, token: string | null];

function lookOf(what: ElementMark, heat: boolean): Look {
  const classes: string[] = [];
  if (what.look) classes.push(`sb-${what.look}`);
  if (what.token) classes.push('sb-token');
  if (what.side) classes.push(`sb-side-${what.side}`);
  if (heat && what.heat !== undefined) classes.push(`sb-heat-${Math.min(5, Math.ceil(what.heat * 5))}`);
  const parts: string[] = [];
  if (what.label) parts.push(what.label);
  if (what.failed) parts.push(`${what.failed} failed`);
  if (what.count && what.count > 1) parts.push(`×${what.count}`);
  if (heat && what.took) parts.push(what.took);
  const badge = parts.length > 0 ? { text: parts.join(' · '), look: what.look ?? '', side: what.side } : null;
  return [classes, badge, what.token ? (what.look ?? 'running') : null];
}

function badgeOf({ text, look, side }: Badge): HTMLElement {
  const badge = document.createElement('span');
  badge.className = 'sb-badge';
  badge.dataset.look = look;
  if (side) badge.dataset.side = side;
  badge.textContent = text;
  return badge;
}

function dotOf(look: string): HTMLElement {
  const dot = document.createElement('span');
  dot.className = 'sb-dot';
  dot.dataset.look = look;
  return dot;
}

/** The viewer may be gone already, and everything on it with it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing is left to take off.
  }
}
