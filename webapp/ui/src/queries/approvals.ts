import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from './keys';
import { all } from './runs';

export function useApprovals() {
  return useQuery({ queryKey: keys.approvals, queryFn: () => all((cursor) => take(api.GET('/api/v1/approvals', { params: { query: { ...cursor, limit: 200 } } }))) });
}

export function useDecide(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { decision: 'approve' | 'reject'; comment?: string; fields?: Record<string, unknown> }) =>
      take(api.POST('/api/v1/approvals/{id}/decision', { params: { path: { id } }, body })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.approvals });
      void client.invalidateQueries({ queryKey: keys.runs.all });
    },
  });
}
