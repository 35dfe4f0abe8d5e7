import { Switch } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Run, StepView } from '../../api/client';
import { Failure, Loading } from '../../components/Feedback';
import { duration } from '../../components/format';
import { Section } from '../../components/Page';
import { RunStateMark } from '../../components/State';
import { stepStates } from '../../components/states';
import { Time, Took } from '../../components/Time';
import { useRunbook } from '../../queries/runbooks';
import { useRunDiagram, useSteps } from '../../queries/runs';
import { Apart, Together } from './Diagrams';
import { firstDifference, stepsOf, took, valuesOf, type StepRow, type ValueRow } from './comparison';
import { Letter } from './Letter';
import { Model } from './Model';
import { StepTable } from './StepTable';
import classes from './Compare.module.css';

/** Everything in which two runs differ, what matters first. */
export function Comparison({ first, second }: { first: Run; second: Run }) {
  const one = useSteps(first.id);
  const other = useSteps(second.id);
  const rows = useMemo(() => (one.data && other.data ? stepsOf(one.data, other.data) : undefined), [one.data, other.data]);
  const before = useRunDiagram(first.id);
  const after = useRunDiagram(second.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const alike = first.runbook === second.runbook;
  const inputs = valuesOf(first.inputs, second.inputs);
  const failed = [one, other].find((query) => query.error && !query.data);

  return (
    <>
      <div className={classes.pair}>
        <Side run={first} letter="A" />
        <Side run={second} letter="B" />
      </div>
      {!alike && (
        <p className={classes.notice} role="note">
          These are runs of different runbooks. What they were given, gave and took stands side by side; their steps have nothing to be matched by.
        </p>
      )}
      {alike && rows && <Verdict first={first} second={second} inputs={inputs} rows={rows} onSelect={setChosen} />}
      <ValueSection title="Inputs" rows={inputs} none="Neither took any." />
      {alike ? (
        <Section title="Where they went">
          <Together first={first} second={second} before={before} after={after} rows={rows ?? []} chosen={chosen} onSelect={setChosen} />
        </Section>
      ) : (
        <Section title="Where they went">
          <Apart first={first} second={second} before={before} after={after} />
        </Section>
      )}
      {alike && (
        <Section title="Model">
          <Model first={first} second={second} before={before.data} after={after.data} onSelect={setChosen} />
        </Section>
      )}
      {failed ? (
        <Failure error={failed.error} what="The steps cannot be shown" retry={failed.refetch} />
      ) : !rows ? (
        <Loading />
      ) : alike ? (
        <StepTable rows={rows} first={first} second={second} chosen={chosen} />
      ) : null}
      <ValueSection title="Outputs" rows={valuesOf(first.outputs, second.outputs)} none="Neither gave any." />
    </>
  );
}

function Side({ run, letter }: { run: Run; letter: 'A' | 'B' }) {
  const { data: runbook } = useRunbook(run.runbook, run.version);
  return (
    <section className={classes.side} aria-label={`Run ${letter}`}>
      <Letter letter={letter} />
      <div className={classes.about}>
        <div className={classes.which}>
          <Link to={`/runs/${run.id}`} className={classes.name}>
            {runbook?.name ?? run.runbook}
          </Link>
          <span className="dim">v{run.version}</span>
          <RunStateMark state={run.state} />
          {run.outcome && <span>{run.outcome}</span>}
        </div>
        <div className="dim">
          <Time at={run.startedAt} /> by {run.startedBy}, {run.endedAt ? 'took' : 'for'} <Took from={run.startedAt} to={run.endedAt} />
          {run.reason && <> — “{run.reason}”</>}
        </div>
      </div>
    </section>
  );
}

/** The answer to the question one comes with. */
function Verdict({ first, second, inputs, rows, onSelect }: { first: Run; second: Run; inputs: ValueRow[]; rows: StepRow[]; onSelect: (elementId: string) => void }) {
  const at = firstDifference(rows);
  const given = inputs.filter((row) => row.differs);
  const lines: ReactNode[] = [];
  if (given.length > 0) lines.push(<>They were given different inputs: {given.map((row) => row.name).join(', ')}.</>);
  if (first.version !== second.version) lines.push(<>They ran different versions: v{first.version} and v{second.version}.</>);
  const [short, long] = [took(first), took(second)];
  if (short !== undefined && long !== undefined && Math.abs(short - long) >= 100) {
    lines.push(
      <>
        {short < long ? 'B' : 'A'} took {duration(Math.abs(long - short))} longer.
      </>,
    );
  }
  const elementId = at?.first?.elementId ?? at?.second?.elementId;
  return (
    <div className={classes.verdict} role="status" aria-label="First difference">
      <div className={classes.headline}>
        {at ? (
          <>
            First difference:{' '}
            <button type="button" className={`plain ${classes.where}`} onClick={() => elementId && onSelect(elementId)}>
              {at.undo && 'Undo: '}
              {at.name}
              {at.host && ` on ${at.host}`}
            </button>
          </>
        ) : (
          'They did the same, step by step.'
        )}
      </div>
      {at && (
        <dl className={classes.ends}>
          {(['first', 'second'] as const).map((side) => (
            <div key={side}>
              <dt>
                <Letter letter={side === 'first' ? 'A' : 'B'} />
              </dt>
              <dd>{said(at, side)}</dd>
            </div>
          ))}
        </dl>
      )}
      {lines.length > 0 && (
        <ul className={classes.also}>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function said(row: StepRow, side: 'first' | 'second'): string {
  const step: StepView | undefined = row[side];
  if (!step) return 'never came there';
  const time = took(step);
  const end = `${stepStates[step.state].label.toLowerCase()}${time === undefined ? '' : ` after ${duration(time)}`}`;
  if (row.differences.includes('end')) return step.errorMessage ? `${end}: ${step.errorMessage}` : end;
  const other = row[side === 'first' ? 'second' : 'first'];
  const differing = valuesOf(step.input, other?.input).filter((value) => value.differs);
  return `was given ${differing.map((value) => `${value.name} ${value.first ?? '—'}`).join(', ')}`;
}

/** Named values of both, those that differ first of all. */
function ValueSection({ title, rows, none }: { title: string; rows: ValueRow[]; none: string }) {
  const differing = rows.filter((row) => row.differs);
  const [all, setAll] = useState(false);
  const shown = all ? rows : differing;
  const same = rows.length - differing.length;
  const aside = same > 0 && <Switch size="xs" label={`Also what is the same (${same})`} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />;
  return (
    <Section title={title} aside={aside}>
      {shown.length === 0 ? (
        <p className="dim">{rows.length === 0 ? none : 'All the same.'}</p>
      ) : (
        <table className={classes.values} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-label">Name</span>
              </th>
              <th scope="col">
                <Letter letter="A" />
              </th>
              <th scope="col">
                <Letter letter="B" />
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={row.name} data-differs={row.differs || undefined}>
                <th scope="row">
                  {row.name}
                  {row.differs && <span className="hidden-label"> differs</span>}
                </th>
                <td className="mono">{row.first ?? <span className={classes.absent}>none</span>}</td>
                <td className="mono">{row.second ?? <span className={classes.absent}>none</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
