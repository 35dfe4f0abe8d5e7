import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take, type Role } from '../api/client';
import { keys } from '../queries/keys';

/** Changes users or tokens; afterwards both are asked for again, and who one is oneself. */
export function useUserAct<G, T>(act: (given: G) => Promise<T>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.users });
      void client.invalidateQueries({ queryKey: keys.tokens });
      void client.invalidateQueries({ queryKey: keys.session });
    },
  });
}

export function addUser(body: { name: string; roles: Role[]; password?: string }) {
  return take(api.POST('/api/v1/users', { body }));
}

export function changeUser({ name, ...body }: { name: string; roles?: Role[]; disabled?: boolean }) {
  return take(api.PATCH('/api/v1/users/{name}', { params: { path: { name } }, body }));
}

export function setPassword({ name, ...body }: { name: string; password?: string }) {
  return take(api.POST('/api/v1/users/{name}/password', { params: { path: { name } }, body }));
}

export function removeUser(name: string) {
  return take(api.DELETE('/api/v1/users/{name}', { params: { path: { name } } }));
}

export function addToken(body: { user: string; name: string; expiresInDays?: number }) {
  return take(api.POST('/api/v1/tokens', { body }));
}

export function revokeToken(id: string) {
  return take(api.DELETE('/api/v1/tokens/{id}', { params: { path: { id } } }));
}
