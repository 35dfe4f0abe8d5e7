import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, take, type Me } from '../api/client';
import { Failed } from '../api/problem';
import { keys } from './keys';

/** Who is logged in; null if nobody is. */
export function useSession() {
  return useQuery({
    queryKey: keys.session,
    queryFn: async (): Promise<Me | null> => {
      try {
        return await take(api.GET('/api/v1/session'));
      } catch (error) {
        if (error instanceof Failed && error.status === 401) {
          return null;
        }
        throw error;
      }
    },
    staleTime: Infinity,
    retry: true,
    retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
  });
}

/** What the person may do. */
export function useMay(): { operate: boolean; model: boolean; administer: boolean } {
  const roles = useSession().data?.roles ?? [];
  const administer = roles.includes('ADMIN');
  return { administer, operate: administer || roles.includes('OPERATOR'), model: administer || roles.includes('MODELER') };
}

export function useLogin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; password: string }) => take(api.POST('/api/v1/session', { body })),
    onSuccess: async (me) => {
      const before = client.getQueryData<Me | null>(keys.session);
      if (before && before.name !== me.name) {
        client.clear();
      }
      client.setQueryData(keys.session, me);
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.session[0] });
    },
  });
}

/** Changes the password of whoever is logged in, who stays so. */
export function useOwnPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { present: string; password: string }) => take(api.POST('/api/v1/session/password', { body })),
    onSuccess: (me) => client.setQueryData(keys.session, me),
  });
}

export function useLogout() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/v1/session')),
    onSuccess: () => {
      client.clear();
      window.location.assign('/');
    },
  });
}
