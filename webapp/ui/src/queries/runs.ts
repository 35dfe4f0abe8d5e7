import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, take, takeText, type RunState, type StepView } from '../api/client';
import { keys } from './keys';

export interface RunFilter {
  runbook?: string;
  state?: RunState[];
  startedBy?: string;
  from?: string;
  to?: string;
  q?: string;
}

const PAGE = 100;
/** At once, of what is read to its end. */
const MOST = 5000;
/** As much as can be shown at once without being waited for. */
const FIRST_STEPS = 1000;

/** Runs, newest first, page after page. */
export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: keys.runs.list(filter),
    queryFn: ({ pageParam }) =>
      take(api.GET('/api/v1/runs', { params: { query: { ...filter, limit: PAGE, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** The first few runs of a kind. */
export function useFewRuns(filter: RunFilter, limit: number) {
  return useQuery({
    queryKey: [...keys.runs.list(filter), limit],
    queryFn: () => take(api.GET('/api/v1/runs', { params: { query: { ...filter, limit } } })),
    placeholderData: keepPreviousData,
  });
}

export function useRun(id: string, enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.runs.one(id),
    queryFn: () => take(api.GET('/api/v1/runs/{id}', { params: { path: { id } } })),
  });
}

export function useSteps(id: string) {
  return useQuery({
    queryKey: keys.runs.steps(id),
    queryFn: ({ client }) =>
      all(async ({ cursor }) => {
        const query = cursor ? { cursor, limit: MOST } : { limit: FIRST_STEPS };
        const page = await take(api.GET('/api/v1/runs/{id}/steps', { params: { path: { id }, query } }));
        if (!cursor && !client.getQueryData(keys.runs.steps(id))) client.setQueryData(keys.runs.firstSteps(id), page.items);
        return page;
      }),
  });
}

/** The first steps of a run of very many, as long as {@link useSteps} is still reading the others. */
export function useFirstSteps(id: string) {
  return useQuery<StepView[]>({ queryKey: keys.runs.firstSteps(id), queryFn: skipToken }).data;
}

/** Long for a long run; asked for when somebody wants to see it. */
export function useTimeline(id: string, enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: keys.runs.timeline(id),
    queryFn: () => all((cursor) => take(api.GET('/api/v1/runs/{id}/timeline', { params: { path: { id }, query: { ...cursor, limit: MOST } } }))),
  });
}

export function useRunDiagram(id: string) {
  return useQuery({
    queryKey: keys.runs.diagram(id),
    queryFn: () => takeText(api.GET('/api/v1/runs/{id}/diagram', { params: { path: { id } }, parseAs: 'text' })),
    staleTime: Infinity,
  });
}

export function usePath(id: string) {
  return useQuery({
    queryKey: keys.runs.path(id),
    queryFn: () => take(api.GET('/api/v1/runs/{id}/path', { params: { path: { id } } })),
  });
}

/** A list to its end. */
export async function all<T>(page: (query: { cursor?: string }) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const got = await page(next ? { cursor: next } : {});
    items.push(...got.items);
    next = got.next;
  } while (next);
  return items;
}
