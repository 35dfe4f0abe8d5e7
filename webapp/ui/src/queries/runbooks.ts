import { keepPreviousData, useQuery } from '@tanstack/react-query';
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

/** What the server would say of a diagram if it were deployed. */
export function useFindings(xml: string | null) {
  return useQuery({
    queryKey: keys.runbooks.findings(xml ?? ''),
    queryFn: () => take(api.POST('/api/v1/runbooks/validate', xmlBody(xml ?? ''))),
    enabled: xml !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

/** The element templates of all operations. */
export function useTemplates() {
  return useQuery({ queryKey: keys.templates, queryFn: () => take(api.GET('/api/v1/element-templates')), staleTime: Infinity });
}

/** A request whose body is a diagram as it stands. */
export function xmlBody(xml: string) {
  return { body: xml, bodySerializer: (body: string) => body, headers: { 'Content-Type': 'application/xml' } };
}
