import type { StepView } from '../../api/client';
import { brief } from '../../components/format';

/** A value that two runs were given, or gave. */
export interface ValueRow {
  name: string;
  first?: string;
  second?: string;
  differs: boolean;
}

/** What differs between two steps that stand at the same place, the weightiest first. */
export type StepDifference = 'end' | 'input' | 'output';

/** The same step in two runs; one side is missing where only one of them came there. */
export interface StepRow {
  key: string;
  name: string;
  host?: string;
  undo: boolean;
  first?: StepView;
  second?: StepView;
  differences: StepDifference[];
}

type Values = Record<string, unknown> | null | undefined;

/** Values by name: those of the first run, then those that only the second has. */
export function valuesOf(first: Values, second: Values): ValueRow[] {
  const names = [...new Set([...Object.keys(first ?? {}), ...Object.keys(second ?? {})])];
  return names.map((name) => {
    const one = shown(first?.[name]);
    const other = shown(second?.[name]);
    return { name, ...(one !== undefined && { first: one }), ...(other !== undefined && { second: other }), differs: one !== other };
  });
}

function shown(value: unknown): string | undefined {
  return value === undefined ? undefined : brief(sorted(value));
}

/** The same whatever the order of its properties. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => [name, sorted(held)]));
}

/** Steps side by side, in the order in which they began: the same element, on the same host, for the same time. */
export function stepsOf(first: StepView[], second: StepView[]): StepRow[] {
  const rows = new Map<string, StepRow>();
  const order: string[] = [];
  let at = 0;
  const place = (side: 'first' | 'second', steps: StepView[]) => {
    const seen = new Map<string, number>();
    at = 0;
    for (const step of byStart(steps)) {
      const where = [step.elementId, step.host ?? '', step.undoOf ? 'undo' : ''].join('\n');
      const times = (seen.get(where) ?? 0) + 1;
      seen.set(where, times);
      const key = `${where}\n${times}`;
      const known = rows.get(key);
      if (known) {
        known[side] = step;
        at = Math.max(at, order.indexOf(key) + 1);
      } else {
        rows.set(key, { key, name: step.elementName, ...(step.host && { host: step.host }), undo: step.undoOf != null, [side]: step, differences: [] });
        // Behind what it followed in its own run.
        order.splice(side === 'first' ? order.length : at, 0, key);
        at += 1;
      }
    }
  };
  place('first', first);
  place('second', second);
  return order.flatMap((key) => {
    const row = rows.get(key);
    return row ? [{ ...row, differences: differencesOf(row) }] : [];
  });
}

function byStart(steps: StepView[]): StepView[] {
  return [...steps].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}

function differencesOf({ first, second }: StepRow): StepDifference[] {
  if (!first || !second) return ['end'];
  const same = (a: Values, b: Values) => JSON.stringify(sorted(a ?? {})) === JSON.stringify(sorted(b ?? {}));
  const found: StepDifference[] = [];
  if (first.state !== second.state || first.errorCode !== second.errorCode) found.push('end');
  if (!same(first.input, second.input)) found.push('input');
  if (!same(first.output, second.output)) found.push('output');
  return found;
}

/** The first step that one of them did otherwise than the other. */
export function firstDifference(rows: StepRow[]): StepRow | undefined {
  return rows.find((row) => row.differences.includes('end')) ?? rows.find((row) => row.differences.includes('input'));
}

/** How long a step or a run took; undefined as long as it goes on. */
export function took(what: { createdAt?: string; startedAt?: string; endedAt?: string } | undefined): number | undefined {
  const from = what?.createdAt ?? what?.startedAt;
  return from && what?.endedAt ? Date.parse(what.endedAt) - Date.parse(from) : undefined;
}

/** Where only one of two went: ids of elements and of flows. */
export function sidesOf(first: Iterable<string>, second: Iterable<string>): Map<string, 'first' | 'second' | 'both'> {
  const sides = new Map<string, 'first' | 'second' | 'both'>();
  for (const id of first) sides.set(id, 'first');
  for (const id of second) sides.set(id, sides.get(id) === undefined || sides.get(id) === 'second' ? 'second' : 'both');
  return sides;
}
