import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Run } from '../api/client';
import { brief, count, moment, utc } from './format';
import { RunStateMark } from './State';
import { Took } from './Time';
import { useNarrow } from './useNarrow';
import { useNow } from './useNow';
import classes from './RunTable.module.css';

const ROW = 36;
const TALL_ROW = 82;

/** Runs in rows; only those in sight are drawn, and what follows is fetched when one comes near the end. */
export function RunTable({
  runs,
  names,
  more,
  loading,
  onMore,
  picked,
  onPick,
}: {
  runs: Run[];
  names: Map<string, string>;
  more: boolean;
  loading: boolean;
  onMore: () => void;
  /** Ids of the runs that were picked, where runs can be. */
  picked?: readonly string[];
  onPick?: (id: string) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const narrow = useNarrow();
  const [top, setTop] = useState(0);
  useEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: runs.length,
    estimateSize: () => (narrow ? TALL_ROW : ROW),
    overscan: 12,
    scrollMargin: top,
    getItemKey: (index) => runs[index]?.id ?? index,
    // React would draw each scrolled frame at once, and be late for the next one.
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const today = new Date(useNow()).setHours(0, 0, 0, 0);
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && !loading && last >= runs.length - 30) onMore();
  }, [more, loading, last, runs.length, onMore]);

  return (
    <div className={classes.table} data-picking={onPick ? true : undefined}>
      <div role="table" aria-label="Runs" aria-rowcount={more ? -1 : runs.length + 1}>
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.head}`}>
        {onPick && (
          <span role="columnheader" className={classes.pick}>
            <span className="hidden-label">Compare</span>
          </span>
        )}
        <span role="columnheader">State</span>
        <span role="columnheader">Runbook</span>
        <span role="columnheader">Inputs</span>
        <span role="columnheader">Now or outcome</span>
        <span role="columnheader">By</span>
        <span role="columnheader" className={classes.right}>
          Started
        </span>
        <span role="columnheader" className={classes.right}>
          Took
        </span>
      </div>
      <div ref={list} role="rowgroup" className={classes.body} style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => {
          const run = runs[row.index];
          return (
            run && (
              <Row
                key={row.key}
                run={run}
                name={names.get(run.runbook) ?? run.runbook}
                index={row.index}
                top={row.start - rows.options.scrollMargin}
                height={row.size}
                today={today}
                picked={picked?.includes(run.id)}
                onPick={onPick}
              />
            )
          );
        })}
      </div>
      </div>
      <div className={classes.foot} role="status">
        {loading ? 'Loading more…' : more ? '' : count(runs.length, 'run')}
      </div>
    </div>
  );
}

/** Drawn once as long as nothing about it changes: scrolling draws only the rows that come into sight. */
const Row = memo(function Row({
  run,
  name,
  index,
  top,
  height,
  today,
  picked,
  onPick,
}: {
  run: Run;
  name: string;
  index: number;
  /** Pixels from the upper edge of the first row. */
  top: number;
  height: number;
  /** When the day began, in milliseconds. */
  today: number;
  picked: boolean | undefined;
  onPick: ((id: string) => void) | undefined;
}) {
  const to = `/runs/${run.id}`;
  const at = run.current[0];
  const inputs = Object.values(run.inputs).map(brief).join(' · ');
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} style={{ transform: `translateY(${top}px)`, height, position: 'absolute', width: '100%' }}>
      {onPick && (
        <span role="cell" className={classes.pick}>
          <input type="checkbox" checked={picked ?? false} onChange={() => onPick(run.id)} aria-label={`Compare the run of ${name} from ${utc(run.startedAt)}`} />
        </span>
      )}
      <span role="cell" className={classes.state}>
        <RunStateMark state={run.state} />
      </span>
      <span role="cell" className={`clip ${classes.name}`}>
        <Link to={to} className={classes.link}>
          {name}
        </Link>
        <span className={classes.version}> v{run.version}</span>
      </span>
      <span role="cell" className={`clip dim mono ${classes.inputs}`}>
        {inputs.length > 0 && (
          <Link to={to} className={classes.over} tabIndex={-1} title={JSON.stringify(run.inputs)}>
            {inputs}
          </Link>
        )}
      </span>
      <span role="cell" className={`clip ${classes.now}`}>
        {(run.outcome ?? at) && (
          <Link to={to} className={classes.over} tabIndex={-1} title={at?.message ?? run.outcome ?? undefined}>
            {run.outcome ?? (at ? `${at.elementName}${at.host ? ` · ${at.host}` : ''}` : '')}
            {run.current.length > 1 && <span className="dim"> +{run.current.length - 1}</span>}
          </Link>
        )}
      </span>
      <span role="cell" className={`clip dim ${classes.by}`}>
        {run.startedBy}
      </span>
      <span role="cell" className={`dim ${classes.right} ${classes.started}`}>
        <Link to={to} className={classes.over} tabIndex={-1} title={utc(run.startedAt)}>
          <time dateTime={run.startedAt}>{moment(run.startedAt, today)}</time>
        </Link>
      </span>
      <span role="cell" className={`${classes.right} ${classes.took}`}>
        <Took from={run.startedAt} to={run.endedAt} />
      </span>
    </div>
  );
});
