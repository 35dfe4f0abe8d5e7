/** Durations, times and sizes for people. */

const UNITS: [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** The two largest units: 2h 5m, 1m 3s, 4.2s, 85ms. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1000) return `${ms}ms`;
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)}s`;
  const first = UNITS.findIndex(([, size]) => ms >= size);
  const [unit, size] = UNITS[first] ?? ['s', 1000];
  const whole = Math.floor(ms / size);
  const next = UNITS[first + 1];
  const rest = next ? Math.floor((ms - whole * size) / next[1]) : 0;
  return next && rest > 0 ? `${whole}${unit} ${rest}${next[0]}` : `${whole}${unit}`;
}

/** ISO 8601 as the API gives it (PT1M30S), for people. */
export function isoDuration(text: string): string {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (!found) return text;
  const [, d, h, m, s] = found;
  return duration(Number(d ?? 0) * 86_400_000 + Number(h ?? 0) * 3_600_000 + Number(m ?? 0) * 60_000 + Number(s ?? 0) * 1000);
}

export function ago(time: string, now: number): string {
  const passed = now - Date.parse(time);
  if (passed < 0) return `in ${duration(-passed)}`;
  if (passed < 5000) return 'just now';
  const first = UNITS.find(([, size]) => passed >= size) ?? ['s', 1000];
  return `${Math.floor(passed / first[1])}${first[0]} ago`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** In the zone of the person: 14:03:11 today, else 3 Nov 14:03:11. */
export function moment(time: string, now: number): string {
  const date = new Date(time);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return clock.format(date);
  const named = date.getFullYear() === today.getFullYear() ? day : dayAndYear;
  return `${named.format(date)} ${clock.format(date)}`;
}

export function clockTime(time: string | number): string {
  const date = new Date(time);
  return `${clock.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

export function utc(time: string): string {
  return new Date(time).toISOString().replace('T', ' ').replace(/\.000Z$|Z$/, ' UTC');
}

/** A value in one line. */
export function brief(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
