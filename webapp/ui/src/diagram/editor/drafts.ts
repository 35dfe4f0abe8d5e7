/** Work that was not deployed yet, kept in this browser. */
export interface Draft {
  xml: string;
  name: string;
  /** The version that was the latest when it began; none for a new runbook. */
  base?: number;
  at: string;
}

const PREFIX = 'signalbox-draft:';
const NEW = 'new:';

/** Where the work on something is kept: on a new runbook, on a deployed one, or on an earlier version of it. */
export function slotOf(what: { draft: string } | { runbook: string; version?: string | null }): string {
  return 'draft' in what ? NEW + what.draft : what.version ? `${what.runbook}@${what.version}` : what.runbook;
}

/** What the address of a new runbook calls its draft. */
export function newDraft(): string {
  return Math.random().toString(36).slice(2, 8);
}

/** Keeps it at once; tells whether there was room for it. */
export function keepDraft(slot: string, draft: Draft): Promise<boolean> {
  try {
    localStorage.setItem(PREFIX + slot, JSON.stringify(draft));
    return Promise.resolve(true);
  } catch {
    return Promise.resolve(false);
  }
}

export function draftOf(slot: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + slot) ?? 'null');
    return found && typeof found === 'object' && 'xml' in found && typeof found.xml === 'string' ? (found as Draft) : null;
  } catch {
    return null;
  }
}

export function dropDraft(slot: string): void {
  try {
    localStorage.removeItem(PREFIX + slot);
  } catch {
    // Nothing was kept either.
  }
}

/** Other work on the same runbook, or on other new ones; where it is opened and how it is called, the latest first. */
export function otherDrafts(slot: string): { slot: string; address: string; draft: Draft }[] {
  const runbook = slot.startsWith(NEW) ? null : slot.replace(/@.*/, '');
  return slots()
    .filter((other) => other !== slot && (runbook === null ? other.startsWith(NEW) : other === runbook || other.startsWith(`${runbook}@`)))
    .flatMap((other) => {
      const draft = draftOf(other);
      return draft ? [{ slot: other, address: addressOf(other), draft }] : [];
    })
    .sort((a, b) => b.draft.at.localeCompare(a.draft.at));
}

/** Tells when another tab keeps work in the same place. */
export function whenKeptElsewhere(slot: string, tell: () => void): () => void {
  const listener = (event: StorageEvent) => {
    if (event.key === PREFIX + slot && event.newValue !== null) tell();
  };
  window.addEventListener('storage', listener);
  return () => window.removeEventListener('storage', listener);
}

function addressOf(slot: string): string {
  if (slot.startsWith(NEW)) return `/editor?draft=${encodeURIComponent(slot.slice(NEW.length))}`;
  const [runbook = '', version] = slot.split('@');
  return `/runbooks/${encodeURIComponent(runbook)}/edit${version ? `?version=${version}` : ''}`;
}

function slots(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
