import type { RunState } from '../api/client';
import type { RunFilter } from '../queries/runs';

const HOUR = 3_600_000;

export const PERIODS = [
  { value: '1h', label: 'Last hour', ms: HOUR },
  { value: '24h', label: 'Last 24 hours', ms: 24 * HOUR },
  { value: '7d', label: 'Last 7 days', ms: 7 * 24 * HOUR },
  { value: '30d', label: 'Last 30 days', ms: 30 * 24 * HOUR },
] as const;

/** What the address asks for. Times are whole minutes, so that the same address asks the same for a while. */
export function filterOf(params: URLSearchParams, now: number): RunFilter {
  const text = (name: string) => params.get(name) ?? undefined;
  const period = PERIODS.find((p) => p.value === params.get('since'));
  const state = (params.get('state') ?? '').split(',').filter(Boolean) as RunState[];
  const from = period ? new Date(Math.floor((now - period.ms) / 60_000) * 60_000).toISOString() : text('from');
  return Object.fromEntries(
    Object.entries({ runbook: text('runbook'), startedBy: text('startedBy'), q: text('q'), from, to: text('to'), state: state.length ? state : undefined }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
