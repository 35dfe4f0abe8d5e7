import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Failed } from '../api/problem';
import { keys } from './keys';

/** One for the page. Whatever is told 401 sends the person to the login, and nothing that was typed is lost. */
export function makeQueryClient(): QueryClient {
  const notice = (error: unknown) => {
    if (!(error instanceof Failed)) return;
    if (error.status === 401 && error.code !== 'LOGIN_FAILED') client.setQueryData(keys.session, null);
    if (error.status === 0) void awaitReturn(client, 'silent');
    if (error.status === 503) void awaitReturn(client, 'unable');
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: notice }),
    mutationCache: new MutationCache({ onError: notice }),
    // Whether the machine has a network says nothing of a server that may be on it.
    defaultOptions: {
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (count, error) => {
          // Said at once; asking again takes a while.
          notice(error);
          return error instanceof Failed && error.passing && count < 3;
        },
        refetchOnWindowFocus: true,
      },
    },
  });
  return client;
}

const LOOK_EVERY = 2_000;

/** What the server is known to be at: it works, says that it cannot (its database is away, or it is ending), or does not answer. */
export type Server = 'works' | 'unable' | 'silent';

const waiting = new WeakMap<QueryClient, Promise<void>>();

/** The server does not work: says so until it does again, and then asks for everything that is shown. */
function awaitReturn(client: QueryClient, known: Server): Promise<void> {
  const returned = waiting.get(client) ?? untilItWorks(client, known).finally(() => waiting.delete(client));
  waiting.set(client, returned);
  return returned;
}

async function untilItWorks(client: QueryClient, known: Server): Promise<void> {
  client.setQueryData(keys.server, known);
  for (let now = await look(); now !== 'works'; now = await look()) {
    client.setQueryData(keys.server, now);
    await new Promise((again) => setTimeout(again, LOOK_EVERY));
  }
  client.setQueryData(keys.server, 'works');
  // Not waited for: if that fails, the server is away once more.
  void client.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind !== keys.server[0] });
}

/** Whether the server was away, and is back by now. */
export async function wasAway(client: QueryClient): Promise<boolean> {
  if ((await look()) === 'works') return false;
  await awaitReturn(client, 'silent');
  return true;
}

async function look(): Promise<Server> {
  try {
    return (await fetch('/actuator/health', { cache: 'no-store' })).ok ? 'works' : 'unable';
  } catch {
    return 'silent';
  }
}
