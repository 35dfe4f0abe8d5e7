import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Run } from '../../api/client';
import { Failure } from '../../components/Feedback';
import { Diagram } from '../../diagram/Diagram';
import type { ElementMark } from '../../diagram/model';
import { usePath, useSteps } from '../../queries/runs';
import { flowsOf, marksOf, pathOf, type Visit } from '../run/marks';
import { sidesOf, type StepRow } from './comparison';
import { Letter } from './Letter';
import classes from './Compare.module.css';

type Drawn = UseQueryResult<string>;

/** Both ways in one diagram. */
export function Together({
  first,
  second,
  before,
  after,
  rows,
  chosen,
  onSelect,
}: {
  first: Run;
  second: Run;
  before: Drawn;
  after: Drawn;
  rows: StepRow[];
  chosen: string | null;
  onSelect: (id: string | null) => void;
}) {
  const one = usePath(first.id);
  const other = usePath(second.id);
  const [shown, setShown] = useState<'A' | 'B'>('B');
  const model = shown === 'A' ? before : after;
  const marks = useMemo(
    () => (model.data && one.data && other.data ? sideMarks(model.data, one.data.items, other.data.items, rows) : {}),
    [model.data, one.data, other.data, rows],
  );
  const failed = [model, one, other].find((query) => query.error && !query.data);
  return (
    <>
      <div className={classes.legend}>
        <Key side="both">both</Key>
        <Key side="first">only A</Key>
        <Key side="second">only B</Key>
        <Key side="differs">ended otherwise</Key>
        {first.version !== second.version && (
          <SegmentedControl
            size="xs"
            aria-label="Whose model"
            value={shown}
            onChange={(value) => setShown(value as 'A' | 'B')}
            data={[
              { value: 'A', label: `Model of A, v${first.version}` },
              { value: 'B', label: `Model of B, v${second.version}` },
            ]}
          />
        )}
      </div>
      <div className={classes.diagram}>
        {failed ? (
          <Failure error={failed.error} what="The diagram cannot be shown" retry={failed.refetch} />
        ) : (
          model.data && <Diagram xml={model.data} marks={marks} selected={chosen} onSelect={onSelect} label="Diagram with the ways that both runs took. The steps are listed below it." />
        )}
      </div>
    </>
  );
}

function Key({ side, children }: { side: string; children: string }) {
  return (
    <span className={classes.key}>
      <span className={classes.swatch} data-side={side} aria-hidden />
      {children}
    </span>
  );
}

function sideMarks(xml: string, first: Visit[], second: Visit[], rows: StepRow[]): Record<string, ElementMark> {
  const flows = flowsOf(xml);
  const went = sidesOf(
    [...first.map((visit) => visit.elementId), ...pathOf(first, flows)],
    [...second.map((visit) => visit.elementId), ...pathOf(second, flows)],
  );
  const worded = activities(xml);
  const marks: Record<string, ElementMark> = {};
  went.forEach((side, id) => {
    marks[id] = { side, ...(side !== 'both' && worded.has(id) && { label: side === 'first' ? 'only A' : 'only B' }) };
  });
  for (const row of rows) {
    const id = row.first?.elementId ?? row.second?.elementId;
    if (id && row.first && row.second && row.differences.includes('end')) marks[id] = { side: 'differs', label: 'ended otherwise' };
  }
  return marks;
}

/** What has room for a word: tasks, calls and subprocesses. */
function activities(xml: string): Set<string | null> {
  const all = [...new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagName('*')];
  return new Set(all.filter((element) => /(ask|subProcess|callActivity|transaction)$/i.test(element.localName)).map((element) => element.getAttribute('id')));
}

/** Each in its own diagram. */
export function Apart({ first, second, before, after }: { first: Run; second: Run; before: Drawn; after: Drawn }) {
  return (
    <div className={classes.apart}>
      <One run={first} letter="A" diagram={before} />
      <One run={second} letter="B" diagram={after} />
    </div>
  );
}

function One({ run, letter, diagram }: { run: Run; letter: 'A' | 'B'; diagram: Drawn }) {
  const path = usePath(run.id);
  const steps = useSteps(run.id);
  const { id, current } = run;
  const marks = useMemo(() => marksOf(path.data?.items ?? [], (steps.data ?? []).filter((s) => s.runId === id), current, Date.now()), [path.data, steps.data, id, current]);
  const taken = useMemo(() => (diagram.data ? pathOf(path.data?.items ?? [], flowsOf(diagram.data)) : []), [diagram.data, path.data]);
  return (
    <div>
      <Letter letter={letter} />
      <div className={classes.diagram}>
        {diagram.error ? (
          <Failure error={diagram.error} what="The diagram cannot be shown" retry={diagram.refetch} />
        ) : (
          diagram.data && <Diagram xml={diagram.data} marks={marks} path={taken} label={`Diagram of run ${letter} with the way that it took`} />
        )}
      </div>
    </div>
  );
}
