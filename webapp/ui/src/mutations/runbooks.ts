import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from '../queries/keys';
import { xmlBody } from '../queries/runbooks';

/** Makes a diagram the newest version of its runbook. */
export function useDeploy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (xml: string) => take(api.POST('/api/v1/runbooks', xmlBody(xml))),
    onSuccess: ({ key, version }, xml) => {
      void client.invalidateQueries({ queryKey: keys.runbooks.all });
      client.setQueryData(keys.runbooks.diagram(key, version), xml);
    },
  });
}
