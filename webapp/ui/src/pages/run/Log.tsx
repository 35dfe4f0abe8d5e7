import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBarToDown, IconDownload, IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { OURS, type LogLine, type Run, type StepView } from '../../api/client';
import { Failed } from '../../api/problem';
import { Empty, Failure, Loading, Refusal } from '../../components/Feedback';
import { clockTime, utc } from '../../components/format';
import { ended } from '../../components/states';
import { useLog, type LogFilter } from '../../queries/log';
import type { LogFeed } from '../../queries/live';
import classes from './Log.module.css';

const LINE = 20;
const byNumber = new Intl.Collator(undefined, { numeric: true }).compare;
const LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** What the steps said, from the end; older lines come as one scrolls up. */
export default function Log({ run, steps, feed, stepId }: { run: Run; steps: StepView[]; feed: LogFeed; stepId: string | null }) {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 250);
  const [level, setLevel] = useState<string | null>(null);
  const [host, setHost] = useState<string | null>(null);
  const [step, setStep] = useState<string | null>(stepId);
  const filter: LogFilter = {
    ...(q && { q }),
    ...(level && { level: level as LogLine['level'] }),
    ...(host && { host }),
    ...(step && { step }),
  };
  const { query, lines } = useLog(run.id, filter, feed);
  const [refused, setRefused] = useState<unknown>(null);
  const narrowed = Object.keys(filter).length > 0;
  const hosts = useMemo(() => [...new Set(steps.map((s) => s.host).filter((h) => h != null))].sort(byNumber), [steps]);
  const names = useMemo(() => new Map(steps.map((s) => [s.id, s.host ? `${s.elementName} · ${s.host}` : s.elementName])), [steps]);
  const choices = useMemo(() => [...names].map(([value, label]) => ({ value, label })), [names]);
  return (
    <div>
      <div className={classes.bar}>
        <TextInput aria-label="Text in the log" placeholder="Search the log" leftSection={<IconSearch size={14} />} value={text} onChange={(e) => setText(e.currentTarget.value)} w={220} />
        <Select aria-label="Step" placeholder="Any step" data={choices} limit={200} value={step} onChange={setStep} searchable clearable w={210} />
        {hosts.length > 0 && <Select aria-label="Host" placeholder="Any host" data={hosts} value={host} onChange={setHost} searchable clearable w={130} />}
        <Select aria-label="Level" placeholder="Any level" data={LEVELS.map((value) => ({ value, label: value === 'ERROR' ? 'Errors' : `${value[0]}${value.slice(1).toLowerCase()} and worse` }))} value={level} onChange={setLevel} clearable w={150} />
        <Tooltip label="Download all of it as text">
          <ActionIcon
            component="a"
            href={`/api/v1/runs/${run.id}/log`}
            download={`${run.runbook}-${run.id}.log`}
            aria-label="Download the log"
            onClick={(e) => {
              e.preventDefault();
              setRefused(null);
              download(run).catch(setRefused);
            }}
          >
            <IconDownload size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Refusal error={refused} />
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} what="The log cannot be read" retry={query.refetch} />}
      {query.data && lines.length === 0 && (
        <Empty title={narrowed ? 'No line is like that' : ended(run.state) ? 'No step said anything' : 'No step has said anything yet'} />
      )}
      {lines.length > 0 && (
        <Lines
          key={JSON.stringify(filter)}
          lines={lines}
          names={names}
          older={query.hasNextPage}
          loading={query.isFetchingNextPage}
          onOlder={() => void query.fetchNextPage()}
          live={!ended(run.state)}
        />
      )}
    </div>
  );
}

function Lines({ lines, names, older, loading, onOlder, live }: { lines: LogLine[]; names: Map<string, string>; older: boolean; loading: boolean; onOlder: () => void; live: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [following, setFollowing] = useState(true);
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => box.current, estimateSize: () => LINE, overscan: 30, getItemKey: (i) => lines[i]?.id ?? i, useFlushSync: false });

  useLayoutEffect(() => {
    if (following && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [following, lines.length]);

  // What is put in front must not move what is being read.
  const first = useRef(lines[0]?.id);
  useLayoutEffect(() => {
    const before = first.current;
    first.current = lines[0]?.id;
    if (before !== undefined && before !== lines[0]?.id && box.current && !following) {
      const added = lines.findIndex((line) => line.id === before);
      if (added > 0) box.current.scrollTop += added * LINE;
    }
  }, [lines, following]);

  const top = rows.getVirtualItems()[0]?.index ?? 0;
  useEffect(() => {
    if (!following && older && !loading && top < 50) onOlder();
  }, [following, older, loading, top, onOlder]);

  return (
    <div className={classes.frame}>
      <div
        ref={box}
        className={classes.lines}
        role="log"
        aria-label="Log"
        aria-live="off"
        tabIndex={0}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          setFollowing(scrollHeight - scrollTop - clientHeight < LINE);
        }}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map((row) => {
            const line = lines[row.index];
            return line && <Line key={row.key} line={line} name={names.get(line.stepId)} top={row.start} />;
          })}
        </div>
      </div>
      {!following && (
        <Button className={classes.end ?? ''} variant="default" leftSection={<IconArrowBarToDown size={14} />} onClick={() => setFollowing(true)}>
          {live ? 'Follow' : 'To the end'}
        </Button>
      )}
    </div>
  );
}

const Line = memo(function Line({ line, name, top }: { line: LogLine; name: string | undefined; top: number }) {
  return (
    <div className={classes.line} data-level={line.level} style={{ transform: `translateY(${top}px)` }}>
      <time dateTime={line.time} title={utc(line.time)}>
        {clockTime(line.time)}
      </time>
      <span className={classes.level}>{line.level}</span>
      <span className={`clip ${classes.step}`}>{name ?? line.host ?? ''}</span>
      <span className={classes.text}>{line.text}</span>
    </div>
  );
});

async function download(run: Run): Promise<void> {
  const response = await fetch(`/api/v1/runs/${run.id}/log`, { headers: { ...OURS, Accept: 'text/plain' } }).catch((cause: unknown) => {
    throw Failed.unreachable(cause);
  });
  if (!response.ok) throw new Failed(response.status);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${run.runbook}-${run.id}.log`;
  link.click();
  URL.revokeObjectURL(link.href);
}
