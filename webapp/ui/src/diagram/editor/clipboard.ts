import type { Moddle } from './moddle';

const KEY = 'signalbox-clipboard';

interface Clipboard {
  get(): unknown;
  set(tree: unknown): void;
  isEmpty(): boolean;
}

/** What is copied in one diagram can be pasted in another, in whatever tab of this browser. */
function SharedClipboard(
  eventBus: { on(name: string, priority: number, call: (event: { tree: unknown }) => void): void },
  clipboard: Clipboard,
  moddle: { create(type: string, attributes: object): Moddle },
) {
  let known: string | null = null;
  eventBus.on('copyPaste.elementsCopied', 500, ({ tree }) => {
    known = JSON.stringify(tree);
    try {
      localStorage.setItem(KEY, known);
    } catch {
      // It can still be pasted here.
    }
  });
  const look = () => {
    const kept = stored();
    if (kept === null || kept === known) return;
    known = kept;
    try {
      clipboard.set(JSON.parse(kept, reviver(moddle)));
    } catch {
      // Not of ours, or of another version of us.
    }
  };
  const { get, isEmpty } = clipboard;
  clipboard.get = () => {
    look();
    return get.call(clipboard);
  };
  clipboard.isEmpty = () => {
    look();
    return isEmpty.call(clipboard);
  };
}
SharedClipboard.$inject = ['eventBus', 'clipboard', 'moddle'];

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Elements are elements again, and one that occurs in several places is one. */
function reviver(moddle: { create(type: string, attributes: object): Moddle }) {
  const made = new Map<string, Moddle>();
  return (_key: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('$type' in value) || typeof value.$type !== 'string') return value;
    const { $type, ...attributes } = value as { $type: string; id?: string };
    const before = attributes.id ? made.get(attributes.id) : undefined;
    if (before) return before;
    const element = moddle.create($type, attributes);
    if (attributes.id) made.set(attributes.id, element);
    return element;
  };
}

export const sharedClipboard = { __init__: ['signalboxClipboard'], signalboxClipboard: ['type', SharedClipboard] };
