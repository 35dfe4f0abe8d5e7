import { useState } from 'react';
import { duration } from './format';
import classes from './Bars.module.css';

export interface Day {
  day: string;
  succeeded: number;
  failed: number;
  cancelled: number;
  open: number;
  median?: number;
  p95?: number;
}

/** How runs went, a bar for each day; below it, how long they took. Read with the pointer or the arrow keys; also there as a table. */
export function Bars({ days, span }: { days: Day[]; span: number }) {
  const known = new Map(days.map((d) => [d.day, d]));
  const all = Array.from({ length: span }, (_, i) => {
    const date = new Date();
    date.setDate(date.getDate() - (span - 1 - i));
    const day = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
    return known.get(day) ?? { day, succeeded: 0, failed: 0, cancelled: 0, open: 0 };
  });
  const total = (d: Day) => d.succeeded + d.failed + d.cancelled + d.open;
  const most = Math.max(1, ...all.map(total));
  const slowest = Math.max(1, ...all.map((d) => d.p95 ?? 0));
  const [at, setAt] = useState(span - 1);
  const chosen = all[at];
  const ran = all.reduce((sum, d) => sum + total(d), 0);
  const over = all.reduce((sum, d) => sum + d.succeeded + d.failed, 0);
  const good = all.reduce((sum, d) => sum + d.succeeded, 0);

  if (ran === 0) return <p className="dim">No run in these {span} days.</p>;
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>
          <strong>{ran.toLocaleString('en')}</strong> runs
        </span>
        {over > 0 && (
          <span>
            <strong>{Math.round((100 * good) / over)} %</strong> of those that ended by themselves succeeded
          </span>
        )}
      </figcaption>
      <div
        className={classes.bars}
        role="slider"
        tabIndex={0}
        aria-label="Day"
        aria-valuemin={0}
        aria-valuemax={span - 1}
        aria-valuenow={at}
        aria-valuetext={chosen && sentence(chosen)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') setAt(Math.max(0, at - 1));
          if (event.key === 'ArrowRight') setAt(Math.min(span - 1, at + 1));
        }}
      >
        {all.map((d, i) => (
          <span key={d.day} className={classes.day} data-chosen={i === at || undefined} onPointerEnter={() => setAt(i)}>
            <span className={classes.stack} style={{ height: `${(100 * total(d)) / most}%` }}>
              {(['open', 'cancelled', 'failed', 'succeeded'] as const).map((what) => d[what] > 0 && <span key={what} data-what={what} style={{ flexGrow: d[what] }} />)}
            </span>
          </span>
        ))}
      </div>
      <div className={classes.durations} aria-hidden>
        {all.map((d, i) => (
          <span key={d.day} className={classes.slot} data-chosen={i === at || undefined} onPointerEnter={() => setAt(i)}>
            {d.p95 !== undefined && <span className={classes.range} style={{ bottom: `${(100 * (d.median ?? 0)) / slowest}%`, height: `max(2px, ${(100 * (d.p95 - (d.median ?? 0))) / slowest}%)` }} />}
          </span>
        ))}
      </div>
      <div className={classes.ends} aria-hidden>
        <span>{all[0] && dateOf(all[0])}</span>
        <span>today</span>
      </div>
      <div className={classes.reading}>{chosen && sentence(chosen)}</div>
    </figure>
  );
}

function dateOf({ day }: Day, more: Intl.DateTimeFormatOptions = {}): string {
  return new Date(`${day}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...more });
}

function sentence(d: Day): string {
  const parts = [d.succeeded && `${d.succeeded} succeeded`, d.failed && `${d.failed} failed`, d.cancelled && `${d.cancelled} cancelled`, d.open && `${d.open} going on`].filter(Boolean);
  const took = d.median !== undefined && d.p95 !== undefined ? `; took ${duration(d.median)}, 95 of 100 at most ${duration(d.p95)}` : '';
  return `${dateOf(d, { weekday: 'short' })}: ${parts.join(', ') || 'no runs'}${took}`;
}
