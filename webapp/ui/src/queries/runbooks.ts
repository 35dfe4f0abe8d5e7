import { useQuery } from '@tanstack/react-query';
import { api, take, takeText } from '../api/client';
import { keys } from './keys';
import { all } from './runs';

export function useRunbooks() {
  return useQuery({
    queryKey: keys.runbooks.all,
    queryFn: () => all((cursor) => take(api.GET('/api/v1/runbooks', { params: { query: { ...cursor, limit: 200 } } }))),
    staleTime: 30_000,
  });
}

export function useRunbook(key: string, version?: number) {
  return useQuery({
    queryKey: keys.runbooks.one(key, version),
    queryFn: () =>
      version === undefined
        ? take(api.GET('/api/v1/runbooks/{key}', { params: { path: { key } } }))
        : take(api.GET('/api/v1/runbooks/{key}/versions/{version}', { params: { path: { key, version } } })),
  });
}

export function useVersions(key: string) {
  return useQuery({
    queryKey: keys.runbooks.versions(key),
    queryFn: () =>
      all((cursor) => take(api.GET('/api/v1/runbooks/{key}/versions', { params: { path: { key }, query: { ...cursor, limit: 200 } } }))),
  });
}

export function useDiagram(key: string, version: number | undefined) {
  return useQuery({
    queryKey: keys.runbooks.diagram(key, version ?? 0),
    queryFn: () =>
      takeText(
        api.GET('/api/v1/runbooks/{key}/versions/{version}/diagram', {
          params: { path: { key, version: version ?? 0 } },
          parseAs: 'text',
        }),
      ),
    enabled: version !== undefined,
    staleTime: Infinity,
  });
}
