/** Work that was not deployed yet, kept in this browser. */
export interface Draft {
  xml: string;
  /** The version it began with; none for a new runbook. */
  base?: number;
  at: string;
}

const PREFIX = 'signalbox-draft:';

export function keepDraft(key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function draftOf(key: string): Draft | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null');
    return found && typeof found === 'object' && 'xml' in found && typeof found.xml === 'string' ? (found as Draft) : null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept either.
  }
}
