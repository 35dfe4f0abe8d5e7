import type NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { ElementMark } from './model';

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  scrollToElement(id: string, padding?: number): void;
}

interface Overlays {
  add(id: string, type: string, overlay: { position: object; html: HTMLElement; show?: object }): string;
  remove(filter: { type: string }): void;
}

interface Registry {
  get(id: string): { waypoints?: unknown } | undefined;
}

const TYPE = 'signalbox';

/** Colours elements by state and puts tokens, counts and times on them. Returns how to take it all off again. */
export function drawMarks(viewer: NavigatedViewer, marks: Record<string, ElementMark>, heat: boolean): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<Registry>('elementRegistry');
  const set: [string, string][] = [];
  const mark = (id: string, name: string) => {
    canvas.addMarker(id, name);
    set.push([id, name]);
  };
  for (const [id, what] of Object.entries(marks)) {
    if (!registry.get(id)) continue;
    if (what.look) mark(id, `sb-${what.look}`);
    if (what.token) mark(id, 'sb-token');
    if (what.side) mark(id, `sb-side-${what.side}`);
    if (heat && what.heat !== undefined) mark(id, `sb-heat-${Math.min(5, Math.ceil(what.heat * 5))}`);
    const badge = badgeOf(what, heat);
    if (badge) {
      overlays.add(id, TYPE, { position: { bottom: 9, left: 8 }, html: badge });
    }
    if (what.token) {
      const dot = document.createElement('span');
      dot.className = 'sb-dot';
      dot.dataset.look = what.look ?? 'running';
      overlays.add(id, TYPE, { position: { top: -9, right: 9 }, html: dot });
    }
  }
  return () => {
    attempt(() => {
      set.forEach(([id, name]) => canvas.removeMarker(id, name));
      overlays.remove({ type: TYPE });
    });
  };
}

/** Strengthens the flows that were taken. */
export function drawPath(viewer: NavigatedViewer, path: readonly string[]): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const there = path.filter((id) => registry.get(id));
  there.forEach((id) => canvas.addMarker(id, 'sb-taken'));
  return () => attempt(() => there.forEach((id) => canvas.removeMarker(id, 'sb-taken')));
}

export function select(viewer: NavigatedViewer, id: string): () => void {
  const canvas = viewer.get<Canvas>('canvas');
  if (!viewer.get<Registry>('elementRegistry').get(id)) return () => undefined;
  canvas.addMarker(id, 'sb-selected');
  return () => attempt(() => canvas.removeMarker(id, 'sb-selected'));
}

function badgeOf(what: ElementMark, heat: boolean): HTMLElement | null {
  const parts: string[] = [];
  if (what.failed) parts.push(`${what.failed} failed`);
  if (what.count && what.count > 1) parts.push(`×${what.count}`);
  if (heat && what.took) parts.push(what.took);
  if (parts.length === 0 && !what.label) return null;
  const badge = document.createElement('span');
  badge.className = 'sb-badge';
  badge.dataset.look = what.look ?? '';
  if (what.side) badge.dataset.side = what.side;
  badge.textContent = [what.label, ...parts].filter(Boolean).join(' · ');
  return badge;
}

/** The viewer may be gone already, and everything on it with it. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing is left to take off.
  }
}
