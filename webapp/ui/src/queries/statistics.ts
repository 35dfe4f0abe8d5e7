import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from './keys';

/** The last days, as they are where the person is. */
export function useDays(days: number, runbook?: string) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useQuery({
    queryKey: keys.statistics('days', days, zone, runbook ?? ''),
    queryFn: () => take(api.GET('/api/v1/statistics/days', { params: { query: { days, zone, ...(runbook && { runbook }) } } })),
    staleTime: 30_000,
  });
}

/** The last runs of each runbook, by its key. */
export function useRecent() {
  return useQuery({
    queryKey: keys.statistics('runbooks'),
    queryFn: async () => {
      const { items } = await take(api.GET('/api/v1/statistics/runbooks'));
      return new Map(items.map((item) => [item.runbook, item.runs]));
    },
  });
}
