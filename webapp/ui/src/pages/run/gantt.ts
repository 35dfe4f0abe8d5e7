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
