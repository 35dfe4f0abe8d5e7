import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Failed } from '../api/problem';
import { keys } from './keys';

/** One for the page. Whatever is told 401 sends the person to the login, and nothing that was typed is lost. */
export function makeQueryClient(): QueryClient {
  const notice = (error: unknown) => {
    if (error instanceof Failed && error.status === 401 && error.code !== 'LOGIN_FAILED') {
      client.setQueryData(keys.session, null);
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (count, error) => error instanceof Failed && error.passing && count < 3,
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}
