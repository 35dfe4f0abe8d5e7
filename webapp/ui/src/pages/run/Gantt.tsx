import { Switch } from '@mantine/core';
import { IconHourglass } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef } from 'react';
import type { Run, StepView } from '../../api/client';
import { ended, stepStates } from '../../components/states';
import { clockTime, count, duration } from '../../components/format';
import { Empty } from '../../components/Feedback';
import { State, StepStateMark } from '../../components/State';
import { useNow } from '../../components/useNow';
import { linesOf, scaleOf, type Scale, type Wait } from './gantt';
import classes from './Gantt.module.css';

const ROW = 26;

/** When each step worked, and where the run waited: a bar for each attempt, pauses in which nothing was at work are cut out. */
export function Gantt({
  run,
  steps,
  more,
  waits,
  selected,
  onSelect,
  onElement,
  byHost,
  onByHost,
}: {
  run: Run;
  steps: StepView[];
  /** Others are still on their way. */
  more: boolean;
  waits: Wait[];
  selected: string | null;
  onSelect: (step: StepView) => void;
  onElement: (elementId: string) => void;
  byHost: boolean;
  onByHost: (byHost: boolean) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const ticking = useNow();
  const now = ended(run.state) ? Date.parse(run.endedAt ?? run.startedAt) : ticking;
  const severalHosts = useMemo(() => new Set(steps.map((s) => s.host).filter(Boolean)).size > 1, [steps]);
  const lines = useMemo(() => linesOf(steps, waits, byHost && severalHosts), [steps, waits, byHost, severalHosts]);
  // React would draw each scrolled frame at once, and be late for the next one.
  const rows = useVirtualizer({ count: lines.length, getItemKey: (index) => lines[index]?.key ?? index, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 10, useFlushSync: false });
  const begin = Date.parse(run.startedAt);
  // What has ended does not change from one second to the next.
  const open = steps.some((s) => !s.endedAt) || !ended(run.state);
  const until = open ? now : 0;
  const scale = useMemo(() => {
    const spans = steps.map((s) => ({ from: Date.parse(s.createdAt), to: s.endedAt ? Date.parse(s.endedAt) : now }));
    const end = spans.reduce((latest, s) => Math.max(latest, s.to), now);
    // Nobody knows yet where nothing was at work.
    return scaleOf(more ? [{ from: begin, to: end }] : spans, begin, end);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- of the time only what is open depends
  }, [steps, more, begin, until]);
  if (lines.length === 0) return <Empty title="No step has begun yet" />;

  return (
    <div className={classes.gantt}>
      <div className={classes.axis}>
        <span>{severalHosts && <Switch label="Host by host" checked={byHost} onChange={(event) => onByHost(event.currentTarget.checked)} />}</span>
        <div className={classes.track} aria-hidden>
          {scale.ticks.map((tick) => (
            <span key={tick.time} className={classes.tick} style={{ left: `${tick.at * 100}%` }}>
              {tick.time === begin ? '0' : `+${duration(tick.time - begin).replace('.0s', 's')}`}
            </span>
          ))}
        </div>
        <span />
      </div>
      <div ref={scroller} className={classes.scroller}>
        <ol className={classes.rows} style={{ height: rows.getTotalSize() }}>
          <li className={classes.lines} aria-hidden>
            <span />
            <div className={classes.track}>
              {scale.ticks.map((tick) => (
                <span key={tick.time} className={classes.grid} style={{ left: `${tick.at * 100}%` }} />
              ))}
            </div>
            <span />
          </li>
          {rows.getVirtualItems().map((row) => {
            const line = lines[row.index];
            switch (line?.kind) {
              case 'step': {
                const { step } = line;
                return <Row key={step.id} step={step} scale={scale} now={step.endedAt ? 0 : now} top={row.start} selected={selected === step.id} onSelect={onSelect} />;
              }
              case 'wait':
                return <WaitRow key={line.key} wait={line.wait} scale={scale} now={line.wait.to === undefined ? now : 0} top={row.start} onElement={onElement} />;
              case 'host':
                return (
                  <li key={line.key} className={classes.row} data-host style={{ transform: `translateY(${row.start}px)` }}>
                    <span className={classes.group}>{line.host}</span>
                  </li>
                );
              case undefined:
                return null;
            }
          })}
        </ol>
      </div>
      {more && <p className={`dim ${classes.note}`}>These are the first {count(steps.length, 'step')}; the others are on their way.</p>}
      {scale.breaks.length > 0 && (
        <p className={`dim ${classes.note}`}>
          Left out where it is hatched: {scale.breaks.map((b) => duration(b.ms)).join(', ')} in which nothing was at work.
        </p>
      )}
    </div>
  );
}

const Row = memo(function Row({ step, scale, now, top, selected, onSelect }: { step: StepView; scale: Scale; now: number; top: number; selected: boolean; onSelect: (step: StepView) => void }) {
  const until = step.endedAt ? Date.parse(step.endedAt) : now;
  const from = Date.parse(step.createdAt);
  const percent = (time: number) => `${(scale.at(time) * 100).toFixed(3)}%`;
  return (
    <li className={classes.row} style={{ transform: `translateY(${top}px)` }} data-selected={selected || undefined}>
      <button type="button" className={classes.name} onClick={() => onSelect(step)} title={step.operation}>
        <StepStateMark state={step.state} word={false} size={13} />
        <span className="clip">
          {step.undoOf && <span className="dim">Undo: </span>}
          {step.elementName}
        </span>
        {step.host && <span className={`clip dim ${classes.host}`}>{step.host}</span>}
      </button>
      <div className={classes.track}>
        {scale.breaks.map((pause) => (
          <span key={pause.at} className={classes.pause} style={{ left: `${pause.at * 100}%` }} title={`${duration(pause.ms)} in which nothing was at work`} />
        ))}
        {barsOf(step, from, until).map((bar, i) => (
          <span
            key={i}
            className={classes.bar}
            data-look={bar.look}
            title={`${bar.what} · ${clockTime(bar.from)} · ${duration(bar.to - bar.from)}`}
            style={{ left: percent(bar.from), width: `max(3px, calc(${percent(bar.to)} - ${percent(bar.from)}))` }}
          />
        ))}
      </div>
      <span className={`num ${classes.took}`}>{duration(until - from)}</span>
    </li>
  );
});

const WaitRow = memo(function WaitRow({ wait, scale, now, top, onElement }: { wait: Wait; scale: Scale; now: number; top: number; onElement: (elementId: string) => void }) {
  const until = wait.to ?? now;
  const percent = (time: number) => `${(scale.at(time) * 100).toFixed(3)}%`;
  const what = wait.to === undefined ? 'Waiting' : wait.cancelled ? 'Waited, was cut short' : 'Waited';
  return (
    <li className={classes.row} style={{ transform: `translateY(${top}px)` }}>
      <button type="button" className={classes.name} onClick={() => onElement(wait.elementId)} title={what}>
        <State shown={{ look: wait.to === undefined ? 'waiting' : 'cancelled', label: what, icon: IconHourglass }} word={false} size={13} />
        <span className="clip">{wait.name}</span>
      </button>
      <div className={classes.track}>
        <span
          className={classes.bar}
          data-look="wait"
          title={`${what} · ${clockTime(wait.from)} · ${duration(until - wait.from)}`}
          style={{ left: percent(wait.from), width: `max(3px, calc(${percent(until)} - ${percent(wait.from)}))` }}
        />
      </div>
      <span className={`num ${classes.took}`}>{duration(until - wait.from)}</span>
    </li>
  );
});

function barsOf(step: StepView, from: number, until: number) {
  const look = stepStates[step.state].look;
  const attempts = step.attempts;
  if (attempts.length <= 1) return [{ from, to: until, look, what: stepStates[step.state].label }];
  const bars = [{ from, to: until, look: 'between' as string, what: 'Between attempts' }];
  for (const attempt of attempts) {
    const done = attempt.outcome === 'COMPLETED' || attempt.outcome == null ? look : 'failed';
    bars.push({
      from: Date.parse(attempt.startedAt),
      to: attempt.endedAt ? Date.parse(attempt.endedAt) : until,
      look: done,
      what: `Attempt ${attempt.number}${attempt.errorCode ? `: ${attempt.errorCode}` : ''}`,
    });
  }
  return bars;
}
