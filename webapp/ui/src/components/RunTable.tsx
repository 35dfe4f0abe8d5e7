import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Run } from '../api/client';
import { brief, count, utc } from './format';
import { RunStateMark } from './State';
import { Time, Took } from './Time';
import { useNarrow } from './useNarrow';
import classes from './RunTable.module.css';

const ROW = 36;
const TALL_ROW = 66;

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
  });
  const shown = rows.getVirtualItems();
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
              <div
                key={row.key}
                role="row"
                aria-rowindex={row.index + 2}
                className={classes.row}
                style={{ transform: `translateY(${row.start - rows.options.scrollMargin}px)`, height: row.size, position: 'absolute', width: '100%' }}
              >
                {onPick && (
                  <span role="cell" className={classes.pick}>
                    <input type="checkbox" checked={picked?.includes(run.id) ?? false} onChange={() => onPick(run.id)} aria-label={`Compare the run of ${names.get(run.runbook) ?? run.runbook} from ${utc(run.startedAt)}`} />
                  </span>
                )}
                <Cells run={run} name={names.get(run.runbook) ?? run.runbook} />
              </div>
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

function Cells({ run, name }: { run: Run; name: string }) {
  const at = run.current[0];
  return (
    <>
      <span role="cell" className={classes.state}>
        <RunStateMark state={run.state} />
      </span>
      <span role="cell" className={`clip ${classes.name}`}>
        <Link to={`/runs/${run.id}`} className={classes.link}>
          {name}
        </Link>
        <span className={classes.version}> v{run.version}</span>
      </span>
      <span role="cell" className={`clip dim mono ${classes.inputs}`} title={JSON.stringify(run.inputs)}>
        {Object.values(run.inputs).map(brief).join(' · ')}
      </span>
      <span role="cell" className={`clip ${classes.now}`} title={at?.message ?? run.outcome ?? undefined}>
        {run.outcome ?? (at ? `${at.elementName}${at.host ? ` · ${at.host}` : ''}` : '')}
        {run.current.length > 1 && <span className="dim"> +{run.current.length - 1}</span>}
      </span>
      <span role="cell" className={`clip dim ${classes.by}`}>
        {run.startedBy}
      </span>
      <span role="cell" className={`dim ${classes.right} ${classes.started}`}>
        <Time at={run.startedAt} />
      </span>
      <span role="cell" className={`${classes.right} ${classes.took}`}>
        <Took from={run.startedAt} to={run.endedAt} />
      </span>
    </>
  );
}
