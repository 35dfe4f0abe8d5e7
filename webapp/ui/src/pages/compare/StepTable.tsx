import { Switch } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Run, StepView } from '../../api/client';
import { duration } from '../../components/format';
import { Section } from '../../components/Page';
import { StepStateMark } from '../../components/State';
import { took, type StepDifference, type StepRow } from './comparison';
import { Letter } from './Letter';
import classes from './Compare.module.css';

const WORDS: Record<StepDifference, string> = { end: 'ended otherwise', input: 'other input', output: 'other output' };

/** Every step of both, with how long it took in each. */
export function StepTable({ rows, first, second, chosen }: { rows: StepRow[]; first: Run; second: Run; chosen: string | null }) {
  const [all, setAll] = useState(true);
  const shown = all ? rows : rows.filter((row) => row.differences.includes('end') || row.differences.includes('input'));
  const longest = Math.max(1, ...rows.flatMap((row) => [took(row.first) ?? 0, took(row.second) ?? 0]));
  return (
    <Section title="Steps and durations" aside={<Switch size="xs" label="Only what differs" checked={!all} onChange={(event) => setAll(!event.currentTarget.checked)} />}>
      {shown.length === 0 ? (
        <p className="dim">{rows.length === 0 ? 'Neither has begun a step.' : 'No step differs in what it was given or in how it ended.'}</p>
      ) : (
        <div className={classes.scroller}>
          <table className={classes.steps} aria-label="Steps">
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">
                  <Letter letter="A" />
                </th>
                <th scope="col">
                  <Letter letter="B" />
                </th>
                <th scope="col" className={classes.barsHead}>
                  How long
                </th>
                <th scope="col" className="num">
                  B − A
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.key} data-chosen={(chosen !== null && (row.first ?? row.second)?.elementId === chosen) || undefined}>
                  <th scope="row">
                    {row.undo && <span className="dim">Undo: </span>}
                    {row.name}
                    {row.host && <span className="dim"> on {row.host}</span>}
                    {row.first && row.second && row.differences.some((d) => d !== 'output') && (
                      <div className={classes.differences}>{row.differences.filter((d) => d !== 'output').map((d) => WORDS[d]).join(', ')}</div>
                    )}
                  </th>
                  <td>
                    <Cell run={first} step={row.first} />
                  </td>
                  <td>
                    <Cell run={second} step={row.second} />
                  </td>
                  <td className={classes.bars} aria-hidden>
                    <span data-side="first" style={{ width: `${((took(row.first) ?? 0) / longest) * 100}%` }} />
                    <span data-side="second" style={{ width: `${((took(row.second) ?? 0) / longest) * 100}%` }} />
                  </td>
                  <td className="num">{delta(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Cell({ run, step }: { run: Run; step: StepView | undefined }) {
  if (!step) return <span className={classes.absent}>not there</span>;
  const time = took(step);
  return (
    <Link to={`/runs/${run.id}?${new URLSearchParams({ element: step.elementId, step: step.id })}`} className={classes.cell} title={step.errorMessage ?? undefined}>
      <StepStateMark state={step.state} word={step.state !== 'COMPLETED'} size={13} />
      <span className="num">{time === undefined ? '…' : duration(time)}</span>
    </Link>
  );
}

function delta({ first, second }: StepRow): string {
  const [one, other] = [took(first), took(second)];
  if (one === undefined || other === undefined) return '';
  const more = other - one;
  return Math.abs(more) < 10 ? '0' : `${more > 0 ? '+' : '−'}${duration(Math.abs(more))}`;
}
