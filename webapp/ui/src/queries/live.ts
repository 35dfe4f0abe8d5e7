import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { LogLine, Run, StepView, TimelineEntry } from '../api/client';
import { follow, type ServerEvent } from '../api/stream';
import type { Server } from './client';
import { keys } from './keys';
import { useSession } from './session';

/** Whether what is shown is up to date: connected, cut off, or complete because nothing more will come. */
export type Live = 'connecting' | 'live' | 'broken' | 'complete';

/** Hands lines of the log to whoever shows them. */
export class LogFeed {
  private readonly listeners = new Set<(lines: LogLine[]) => void>();

  listen(listener: (lines: LogLine[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(lines: LogLine[]): void {
    this.listeners.forEach((listener) => listener(lines));
  }
}

const PATH_AT_MOST_EVERY = 1000;

/** Keeps what is cached of a run up to date, over one stream for the whole page. */
export function useLiveRun(id: string, wanted: boolean): { live: Live; feed: LogFeed } {
  const client = useQueryClient();
  const [live, setLive] = useState<Live>('connecting');
  const [feed] = useState(() => new LogFeed());
  const path = useRef<number | undefined>(undefined);
  const overtaken = useRef(new Map<string, readonly unknown[]>());
  const who = useSession().data?.name;

  useEffect(() => {
    if (!wanted || !who) return;
    let first = true;
    const later = () => {
      path.current ??= window.setTimeout(() => {
        path.current = undefined;
        void client.invalidateQueries({ queryKey: keys.runs.path(id) });
        overtaken.current.forEach((queryKey) => void client.invalidateQueries({ queryKey, exact: true }));
        overtaken.current.clear();
      }, PATH_AT_MOST_EVERY);
    };
    // What is being asked for right now may be answered with how it was before the news, and would take their place.
    const news = (key: readonly unknown[]) => {
      if (client.isFetching({ queryKey: key, exact: true }) > 0) overtaken.current.set(JSON.stringify(key), key);
    };
    const stop = follow(`/api/v1/runs/${encodeURIComponent(id)}/events?from=now`, {
      on: (events) => {
        const of = <T,>(type: string) => events.filter((e) => e.type === type).map((e: ServerEvent) => JSON.parse(e.data) as T);
        const run = of<Run>('run').at(-1);
        if (run) {
          news(keys.runs.one(id));
          client.setQueryData(keys.runs.one(id), run);
        }
        merge<StepView>(keys.runs.steps(id), of('step'));
        merge<TimelineEntry>(keys.runs.timeline(id), of('timeline'));
        const lines = of<LogLine>('log');
        if (lines.length > 0) feed.tell(lines);
        if (lines.length < events.length) later();
      },
      live: (connected) => {
        setLive(connected ? 'live' : 'broken');
        if (connected && first) {
          first = false;
          void client.invalidateQueries({ queryKey: keys.runs.one(id), predicate: (q) => !q.queryKey.includes('diagram') });
        }
      },
      ended: () => {
        setLive('complete');
        void client.invalidateQueries({ queryKey: keys.runs.one(id), predicate: (q) => !q.queryKey.includes('diagram') });
      },
      refused: (status) => {
        setLive('complete');
        loggedOut(client, status);
      },
    });

    function merge<T extends { id: string }>(key: readonly unknown[], items: T[]): void {
      if (items.length === 0) return;
      news(key);
      client.setQueryData<T[]>(key, (known) => known && upsert(known, items));
    }

    return () => {
      stop();
      window.clearTimeout(path.current);
      path.current = undefined;
    };
  }, [client, feed, id, wanted, who]);

  return { live: wanted ? live : 'complete', feed };
}

/** Replaces what is known by its id, and adds what is not at the end. */
export function upsert<T extends { id: string }>(known: T[], news: T[]): T[] {
  const latest = new Map(news.map((item) => [item.id, item]));
  const result = known.map((item) => {
    const replaced = latest.get(item.id);
    latest.delete(item.id);
    return replaced ?? item;
  });
  return [...result, ...latest.values()];
}

/** Keeps lists of runs up to date: they are asked for again when some run somewhere changed, and after a break. */
export function useRunsChanged(): void {
  const client = useQueryClient();
  const who = useSession().data?.name;
  useEffect(() => {
    if (!who) return;
    const again = () => void client.invalidateQueries({ predicate: ({ queryKey: [kind, what] }) => (kind === 'runs' && what === 'list') || kind === 'approvals' || kind === 'statistics' });
    let cut = false;
    const connected = (is: boolean) => {
      client.setQueryData<Server>(keys.server, is ? 'works' : 'silent');
      if (is && cut) again();
      cut = !is;
    };
    const stop = follow('/api/v1/events', { on: again, live: connected, refused: (status) => loggedOut(client, status) });
    return () => {
      stop();
      client.setQueryData<Server>(keys.server, 'works');
    };
  }, [client, who]);
}

/** What the server is at, as far as the page knows. */
export function useServer(): Server {
  return useQuery<Server>({ queryKey: keys.server, queryFn: () => 'works', staleTime: Infinity, initialData: 'works' }).data;
}

/** The login ended while a stream was away: the page asks for it, and goes on afterwards. */
function loggedOut(client: QueryClient, status: number): void {
  if (status === 401) client.setQueryData(keys.session, null);
}
