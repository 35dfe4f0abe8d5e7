import type { Current, StepView } from '../../api/client';
import { duration } from '../../components/format';
import { stepStates, type Look } from '../../components/states';
import type { ElementMark } from '../../diagram/model';

/** A stay of the token at an element, as the engine recorded it. */
export interface Visit {
  elementId: string;
  startedAt: string;
  endedAt?: string;
  cancelled: boolean;
}

/** What matters most is what an element shows. */
const WEIGHT: Look[] = ['succeeded', 'cancelled', 'waiting', 'running', 'failed', 'attention'];

/** What to draw on each element. */
export function marksOf(visits: Visit[], steps: StepView[], current: Current[], now: number): Record<string, ElementMark> {
  const marks: Record<string, ElementMark & { ms: number }> = {};
  const at = (id: string) => (marks[id] ??= { ms: 0 });
  const worse = (id: string, look: Look, label?: string) => {
    const mark = at(id);
    if (!mark.look || WEIGHT.indexOf(look) >= WEIGHT.indexOf(mark.look)) {
      mark.look = look;
      if (label) mark.label = label;
      else delete mark.label;
    }
  };
  const waiting = new Set(current.filter((where) => where.state === 'WAITING').map((where) => where.elementId));
  for (const visit of visits) {
    const mark = at(visit.elementId);
    mark.count = (mark.count ?? 0) + 1;
    if (!visit.endedAt && waiting.has(visit.elementId)) worse(visit.elementId, 'waiting', 'Waiting');
    else worse(visit.elementId, visit.cancelled ? 'cancelled' : visit.endedAt ? 'succeeded' : 'running');
  }
  for (const step of steps.filter((s) => !s.undoOf)) {
    const { look, label } = stepStates[step.state];
    worse(step.elementId, look, look === 'succeeded' ? undefined : label);
    const mark = at(step.elementId);
    mark.ms += (step.endedAt ? Date.parse(step.endedAt) : now) - Date.parse(step.createdAt);
    if (step.state === 'FAILED' || step.state === 'ATTENTION') mark.failed = (mark.failed ?? 0) + 1;
  }
  for (const where of current) {
    const mark = at(where.elementId);
    mark.token = true;
    if (where.state === 'WAITING') worse(where.elementId, 'waiting', 'Waiting');
  }
  // A failure that something in the diagram caught is what that step came to, not what the run is at.
  const longest = Math.max(1, ...Object.values(marks).map((m) => m.ms));
  for (const mark of Object.values(marks)) {
    if (mark.ms > 0) {
      mark.took = duration(mark.ms);
      mark.heat = mark.ms / longest;
    }
    if (mark.failed && (mark.count ?? 0) <= 1) delete mark.failed;
  }
  return marks;
}

const SAME_MOMENT = 60;

/**
 * The flows that were taken: those from which the token came to the next element in the moment that it left the one before.
 * Where moments leave it open, a flow between two elements that were both visited counts if there is no other way in.
 */
export function pathOf(visits: Visit[], flows: { id: string; from: string; to: string }[]): string[] {
  const stays = new Map<string, { starts: number[]; ends: number[] }>();
  for (const { elementId, startedAt, endedAt } of visits) {
    const of = stays.get(elementId) ?? { starts: [], ends: [] };
    of.starts.push(Date.parse(startedAt));
    if (endedAt) of.ends.push(Date.parse(endedAt));
    stays.set(elementId, of);
  }
  stays.forEach(({ starts }) => starts.sort((a, b) => a - b));
  const followed = (flow: { from: string; to: string }) => {
    const starts = stays.get(flow.to)?.starts ?? [];
    return (stays.get(flow.from)?.ends ?? []).some((end) => {
      const next = starts[firstFrom(starts, end)];
      return next !== undefined && next - end <= SAME_MOMENT;
    });
  };
  const taken = new Set(flows.filter(followed).map((f) => f.id));
  const entered = new Set(flows.filter((f) => taken.has(f.id)).map((f) => f.to));
  const waysIn = new Map<string, number>();
  for (const { from, to } of flows) if (stays.has(from)) waysIn.set(to, (waysIn.get(to) ?? 0) + 1);
  for (const { id, from, to } of flows) {
    if (stays.has(to) && !entered.has(to) && waysIn.get(to) === 1 && (stays.get(from)?.ends.length ?? 0) > 0) taken.add(id);
  }
  return [...taken];
}

/** Where in a sorted list the first number lies that is not less. */
function firstFrom(sorted: number[], least: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The sequence flows of a diagram. */
export function flowsOf(xml: string): { id: string; from: string; to: string }[] {
  const parsed = new DOMParser().parseFromString(xml, 'application/xml');
  return [...parsed.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', 'sequenceFlow')].map((flow) => ({
    id: flow.getAttribute('id') ?? '',
    from: flow.getAttribute('sourceRef') ?? '',
    to: flow.getAttribute('targetRef') ?? '',
  }));
}
