import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from '../queries/keys';

type Values = Record<string, unknown>;

/** Acts on a run; afterwards everything that shows it is asked for again. */
export function useRunAct<T>(id: string, act: (given: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.runs.one(id) });
      void client.invalidateQueries({ queryKey: [...keys.runs.all, 'list'] });
    },
  });
}

export function cancel(id: string, reason: string) {
  return take(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id } }, body: { reason } }));
}

export function rollBack(id: string, reason: string) {
  return take(api.POST('/api/v1/runs/{id}/rollback', { params: { path: { id } }, body: { reason } }));
}

export function retry(id: string, stepId: string, reason: string, input?: Values) {
  return take(
    api.POST('/api/v1/runs/{id}/steps/{stepId}/retry', { params: { path: { id, stepId } }, body: { reason, ...(input && { input }) } }),
  );
}

export function skip(id: string, stepId: string, reason: string, output: Values) {
  return take(api.POST('/api/v1/runs/{id}/steps/{stepId}/skip', { params: { path: { id, stepId } }, body: { reason, output } }));
}

export function start(key: string, body: { inputs: Values; reason?: string; version?: number; businessKey?: string }, once: string) {
  return take(
    api.POST('/api/v1/runbooks/{key}/runs', { params: { path: { key }, header: { 'Idempotency-Key': once } }, body }),
  );
}

/** An unknown outcome: somebody looked. */
export function resolve(id: string, stepId: string, reason: string, happened: boolean, outputs?: Values) {
  return take(
    api.POST('/api/v1/runs/{id}/steps/{stepId}/resolve', {
      params: { path: { id, stepId } },
      body: { reason, happened, ...(happened && outputs && { outputs }) },
    }),
  );
}
