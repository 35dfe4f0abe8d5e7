import { Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { RunState } from '../api/client';
import { duration, moment } from './format';
import { runStates } from './states';
import classes from './Strip.module.css';

export interface Mark {
  id: string;
  state: RunState;
  startedAt: string;
  endedAt?: string;
}

/** The last runs in a row, the newest on the right: as high as they took long, in the colour and with the pattern of how they ended. */
export function Strip({ runs, slots = 12 }: { runs: Mark[]; slots?: number }) {
  const shown = runs.slice(0, slots).reverse();
  const took = (run: Mark) => Date.parse(run.endedAt ?? run.startedAt) - Date.parse(run.startedAt);
  const longest = Math.max(1, ...shown.map(took));
  return (
    <span className={classes.strip} style={{ gridTemplateColumns: `repeat(${slots}, 7px)` }}>
      {Array.from({ length: slots - shown.length }, (_, i) => (
        <span key={`none ${i}`} className={classes.none} />
      ))}
      {shown.map((run) => (
        <Tooltip key={run.id} label={`${runStates[run.state].label} · ${moment(run.startedAt, Date.now())}${run.endedAt ? ` · ${duration(took(run))}` : ''}`}>
          <Link to={`/runs/${run.id}`} className={classes.mark} data-look={runStates[run.state].look} aria-label={`${runStates[run.state].label}, ${moment(run.startedAt, Date.now())}`}>
            <span style={{ height: `${25 + 75 * Math.sqrt(took(run) / longest)}%` }} />
          </Link>
        </Tooltip>
      ))}
    </span>
  );
}
