import { useQuery } from '@tanstack/react-query';
import { api, take } from '../api/client';
import { keys } from './keys';
import { all } from './runs';

export function useUsers() {
  return useQuery({ queryKey: keys.users, queryFn: () => all((cursor) => take(api.GET('/api/v1/users', { params: { query: { ...cursor, limit: 200 } } }))) });
}

export function useTokens() {
  return useQuery({ queryKey: keys.tokens, queryFn: () => all((cursor) => take(api.GET('/api/v1/tokens', { params: { query: { ...cursor, limit: 200 } } }))) });
}
