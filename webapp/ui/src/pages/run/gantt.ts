import type { StepView } from '../../api/client';
import type { Visit } from './marks';

/** Where moments lie on a line from which long pauses, in which nothing was at work, are cut out. */
export interface Scale {
  /** From 0 to 1. */
  at(time: number): number;
  /** What was cut out. */
  breaks: { at: number; ms: number }[];
  ticks: { at: number; time: number }[];
}

interface Span {
  from: number;
  to: number;
}

const PAUSE_AT_LEAST = 5_000;
/** A pause is cut if it takes more than this part of the whole. */
const PAUSE_SHARE = 0.08;
/** What a cut pause keeps of the width. */
const BREAK_WIDTH = 0.025;

export function scaleOf(spans: Span[], begin: number, end: number, wantedTicks = 6): Scale {
  const whole = Math.max(1, end - begin);
  const pauses = pausesOf(spans, begin, end).filter((p) => p.to - p.from > Math.max(PAUSE_AT_LEAST, whole * PAUSE_SHARE));
  const cut = pauses.reduce((sum, p) => sum + p.to - p.from, 0);
  const kept = Math.max(1, whole - cut);
  const perMs = (1 - pauses.length * BREAK_WIDTH) / kept;

  const at = (time: number) => {
    let width = 0;
    let from = begin;
    for (const pause of pauses) {
      if (time <= pause.from) break;
      width += (pause.from - from) * perMs;
      const inside = Math.min(1, (time - pause.from) / (pause.to - pause.from));
      width += inside * BREAK_WIDTH;
      from = pause.to;
      if (time < pause.to) return width;
    }
    return Math.min(1, Math.max(0, width + (time - from) * perMs));
  };

  const step = niceStep(kept / wantedTicks);
  const ticks: Scale['ticks'] = [];
  for (let time = begin; time <= end && ticks.length < 50; time += step) {
    const inPause = pauses.find((p) => time > p.from && time < p.to);
    if (inPause) {
      time = begin + Math.ceil((inPause.to - begin) / step) * step - step;
      continue;
    }
    ticks.push({ at: at(time), time });
  }
  return { at, ticks, breaks: pauses.map((p) => ({ at: at(p.from) + BREAK_WIDTH / 2, ms: p.to - p.from })) };
}

function pausesOf(spans: Span[], begin: number, end: number): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from);
  const pauses: Span[] = [];
  let until = begin;
  for (const span of sorted) {
    if (span.from > until) pauses.push({ from: until, to: span.from });
    until = Math.max(until, span.to);
  }
  if (end > until) pauses.push({ from: until, to: end });
  return pauses;
}

const STEPS = [10, 50, 100, 250, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3, 120e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3, 14_400e3, 43_200e3, 86_400e3];

function niceStep(wanted: number): number {
  return STEPS.find((step) => step >= wanted) ?? Math.ceil(wanted / 86_400e3) * 86_400e3;
}

/** A stay of the token where nothing is at work: somebody is asked, a time or a message is awaited. */
export interface Wait {
  id: string;
  elementId: string;
  name: string;
  from: number;
  /** Undefined as long as it goes on. */
  to?: number;
  /** It was ended by something else than what was awaited. */
  cancelled: boolean;
}

export type Line = { kind: 'step'; key: string; step: StepView } | { kind: 'wait'; key: string; wait: Wait } | { kind: 'host'; key: string; host: string; steps: number };

const WAITING = ['userTask', 'receiveTask', 'intermediateCatchEvent'];
/** What is over sooner nobody waited for. */
const WAIT_AT_LEAST = 100;

export function waitsOf(visits: Visit[], xml: string): Wait[] {
  const diagram = new DOMParser().parseFromString(xml, 'application/xml');
  const names = new Map(
    WAITING.flatMap((kind) => [...diagram.getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', kind)]).map((element) => {
      const id = element.getAttribute('id') ?? '';
      return [id, element.getAttribute('name')?.replace(/\s+/g, ' ').trim() || id];
    }),
  );
  return visits.flatMap((visit, index): Wait[] => {
    const name = names.get(visit.elementId);
    const from = Date.parse(visit.startedAt);
    const to = visit.endedAt ? Date.parse(visit.endedAt) : undefined;
    if (name === undefined || (to !== undefined && to - from < WAIT_AT_LEAST)) return [];
    return [{ id: `${visit.elementId} ${index}`, elementId: visit.elementId, name, from, ...(to !== undefined && { to }), cancelled: visit.cancelled }];
  });
}

const byNumber = new Intl.Collator(undefined, { numeric: true }).compare;

/** All in the order in which they began, or host by host: first what is on none. */
export function linesOf(steps: StepView[], waits: Wait[], byHost: boolean): Line[] {
  const all: (Line & { from: number; host: string })[] = [
    ...steps.map((step) => ({ kind: 'step' as const, key: step.id, step, from: Date.parse(step.createdAt), host: step.host ?? '' })),
    ...waits.map((wait) => ({ kind: 'wait' as const, key: wait.id, wait, from: wait.from, host: '' })),
  ];
  all.sort((a, b) => a.from - b.from);
  if (!byHost) return all;
  const hosts = [...new Set(all.map((line) => line.host))].sort(byNumber);
  return hosts.flatMap((host): Line[] => {
    const own = all.filter((line) => line.host === host);
    return [{ kind: 'host', key: `host ${host}`, host: host || 'On no host', steps: own.length }, ...own];
  });
}
