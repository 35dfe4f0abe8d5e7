import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { api, take, type LogLine } from '../api/client';
import { keys } from './keys';
import type { LogFeed } from './live';

export interface LogFilter {
  step?: string;
  host?: string;
  level?: LogLine['level'];
  q?: string;
}

const PAGE = 1000;
const LEVELS: LogLine['level'][] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

/** The end of a log, what came before it page by page, and what comes live. */
export function useLog(id: string, filter: LogFilter, feed?: LogFeed) {
  const [news, setNews] = useState<LogLine[]>([]);
  const key = JSON.stringify(filter);
  const [seen, setSeen] = useState(key);
  if (seen !== key) {
    setSeen(key);
    setNews([]);
  }
  const query = useInfiniteQuery({
    queryKey: keys.runs.log(id, filter),
    queryFn: ({ pageParam }) =>
      take(
        api.GET('/api/v1/runs/{id}/log', {
          params: { path: { id }, query: { ...filter, before: pageParam, limit: PAGE } },
        }),
      ),
    initialPageParam: Number.MAX_SAFE_INTEGER,
    getNextPageParam: (page) => (page.next ? Number(page.next) : undefined),
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    const wanted = (line: LogLine) =>
      (!filter.step || line.stepId === filter.step) &&
      (!filter.host || line.host === filter.host) &&
      (!filter.level || LEVELS.indexOf(line.level) >= LEVELS.indexOf(filter.level)) &&
      (!filter.q || line.text.toLowerCase().includes(filter.q.toLowerCase()));
    return feed?.listen((lines) => {
      const fitting = lines.filter(wanted);
      if (fitting.length > 0) setNews((known) => known.concat(fitting.filter(({ id: line }) => line > (known.at(-1)?.id ?? -1))));
    });
  }, [feed, filter.step, filter.host, filter.level, filter.q]);

  const read = useMemo(() => [...(query.data?.pages ?? [])].reverse().flatMap((page) => page.items), [query.data]);
  const lines = useMemo(() => {
    const last = read.at(-1)?.id ?? -1;
    const fresh = news.filter((line) => line.id > last);
    return fresh.length > 0 ? read.concat(fresh) : read;
  }, [read, news]);
  return { query, lines };
}
