import { Button, CloseButton, Select, TextInput, Tooltip } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconArrowsDiff, IconHistory, IconSearch } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Run, RunState } from '../api/client';
import { Empty, Failure, Loading } from '../components/Feedback';
import { Page } from '../components/Page';
import { RunTable } from '../components/RunTable';
import { runStates } from '../components/states';
import { RunStateMark } from '../components/State';
import { useRunsChanged } from '../queries/live';
import { useRunbooks } from '../queries/runbooks';
import { useRuns } from '../queries/runs';
import { filterOf, PERIODS } from './runFilter';
import classes from './Runs.module.css';

const STATES = Object.keys(runStates) as RunState[];

/** All runs, narrowed by what the address says. */
export default function Runs() {
  useRunsChanged();
  const [params, setParams] = useSearchParams();
  const filter = filterOf(params, Date.now());
  const runs = useRuns(filter);
  const { data: runbooks = [] } = useRunbooks();
  // In the order in which they were picked; a third takes the place of the first.
  const [picked, setPicked] = useState<string[]>([]);
  const pick = useCallback((id: string) => setPicked((now) => (now.includes(id) ? now.filter((other) => other !== id) : [...now.slice(-1), id])), []);
  const narrowed = [...params.keys()].length > 0;
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];

  const set = (name: string, value: string | null) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  const chosen = filter.state ?? [];
  const toggle = (state: RunState) => {
    const next = chosen.includes(state) ? chosen.filter((s) => s !== state) : [...chosen, state];
    set('state', next.join(','));
  };

  return (
    <Page
      title="Runs"
      wide
      aside={
        picked.length > 0 && (
          <>
            <span className="dim" role="status">
              {picked.length === 1 ? 'Pick another one to compare it with' : 'Two runs are picked'}
            </span>
            <Button variant="default" onClick={() => setPicked([])}>
              Leave it
            </Button>
            <Button
              component={Link}
              to={`/runs/compare?${new URLSearchParams(picked.length === 1 ? { b: picked[0] ?? '' } : inOrder(items, picked))}`}
              leftSection={<IconArrowsDiff size={14} />}
            >
              Compare
            </Button>
          </>
        )
      }
    >
      <div className={classes.filters} role="search" aria-label="Runs">
        <Search value={params.get('q') ?? ''} onChange={(q) => set('q', q)} />
        <Select
          aria-label="Runbook"
          placeholder="Any runbook"
          data={runbooks.map((r) => ({ value: r.key, label: r.name }))}
          value={params.get('runbook')}
          onChange={(value) => set('runbook', value)}
          searchable
          clearable
          w={190}
        />
        <Select
          aria-label="Started"
          placeholder="Any time"
          data={PERIODS.map(({ value, label }) => ({ value, label }))}
          value={params.get('since')}
          onChange={(value) => set('since', value)}
          clearable
          w={140}
        />
        <div className={classes.states} role="group" aria-label="States">
          {STATES.map((state) => (
            <Tooltip key={state} label={runStates[state].label}>
              <button type="button" className={classes.chip} aria-pressed={chosen.includes(state)} onClick={() => toggle(state)}>
                <RunStateMark state={state} word={false} size={16} />
                <span className={classes.word}>{runStates[state].label}</span>
              </button>
            </Tooltip>
          ))}
        </div>
        {params.get('startedBy') && (
          <Button variant="light" rightSection={<CloseButton component="span" size="xs" aria-hidden />} onClick={() => set('startedBy', null)}>
            by {params.get('startedBy')}
          </Button>
        )}
        {narrowed && (
          <Button variant="subtle" color="gray" onClick={() => setParams({}, { replace: true })}>
            Clear
          </Button>
        )}
      </div>
      {runs.isPending && <Loading rows={10} />}
      {runs.error && !runs.data && <Failure error={runs.error} what="The runs cannot be shown" retry={runs.refetch} />}
      {runs.data && items.length === 0 && (
        <Empty
          icon={IconHistory}
          title={narrowed ? 'No run is like that' : 'Nothing has run yet'}
          act={
            narrowed ? (
              <Button variant="default" onClick={() => setParams({}, { replace: true })}>
                Show all runs
              </Button>
            ) : (
              <Button component={Link} to="/runbooks">
                Choose a runbook to start
              </Button>
            )
          }
        >
          {narrowed ? 'Take a filter away, or look further back.' : 'Every run stands here from the moment it starts, and stays.'}
        </Empty>
      )}
      {items.length > 0 && (
        <RunTable
          runs={items}
          more={runs.hasNextPage}
          loading={runs.isFetchingNextPage}
          onMore={() => void runs.fetchNextPage()}
          names={new Map(runbooks.map((r) => [r.key, r.name]))}
          picked={picked}
          onPick={pick}
        />
      )}
    </Page>
  );
}

/** The earlier one is what the other is compared with; the list has the newest first. */
function inOrder(items: Run[], picked: string[]): { a: string; b: string } {
  const [b = '', a = ''] = [...picked].sort((x, y) => items.findIndex((run) => run.id === x) - items.findIndex((run) => run.id === y));
  return { a, b };
}

function Search({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const tell = useDebouncedCallback(onChange, 250);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (!value) setText('');
  }
  return (
    <TextInput
      aria-label="Text in inputs and business key"
      placeholder="Search inputs and business key"
      leftSection={<IconSearch size={14} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
      className={classes.search ?? ''}
    />
  );
}
