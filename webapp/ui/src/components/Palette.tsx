import '@mantine/spotlight/styles.css';
import { Spotlight, spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconMap2, IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useRunbooks } from '../queries/runbooks';
import { useFewRuns } from '../queries/runs';
import { ago, brief } from './format';
import { places } from './places';
import { RunStateMark } from './State';

const EACH = 6;

/** Finds pages, runbooks and runs; opens whenever it is asked for once more. */
export default function Palette({ asked }: { asked: number }) {
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState(false);
  useEffect(() => spotlight.open(), [asked]);
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder="Find a page, a runbook, a run…" leftSection={<IconSearch size={18} stroke={1.5} />} />
      <Spotlight.ActionsList>{opened && <Results query={query} />}</Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Results({ query }: { query: string }) {
  const go = useNavigate();
  const wanted = query.trim().toLowerCase();
  const [asked] = useDebouncedValue(wanted, 150);
  const { data: runbooks = [] } = useRunbooks();
  const { data: runs } = useFewRuns(asked ? { q: asked } : {}, EACH);

  const names = new Map(runbooks.map((r) => [r.key, r.name]));
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Pages',
      actions: places
        .filter((p) => `${p.label} ${p.words}`.toLowerCase().includes(wanted))
        .map(({ to, label, icon: Mark }) => ({ id: to, label, leftSection: <Mark size={16} />, onClick: () => void go(to) })),
    },
    {
      group: 'Runbooks',
      actions: runbooks
        .filter((r) => `${r.key} ${r.name}`.toLowerCase().includes(wanted))
        .slice(0, EACH)
        .map((r) => ({
          id: `runbook ${r.key}`,
          label: r.name,
          description: r.key,
          leftSection: <IconMap2 size={16} />,
          onClick: () => void go(`/runbooks/${encodeURIComponent(r.key)}`),
        })),
    },
    {
      group: 'Runs',
      actions: (runs?.items ?? []).map(
        (r): SpotlightActionData => ({
          id: `run ${r.id}`,
          label: `${names.get(r.runbook) ?? r.runbook} · ${ago(r.startedAt, Date.now())}`,
          description: [r.businessKey, ...Object.values(r.inputs).map(brief)].filter(Boolean).join(' · '),
          leftSection: <RunStateMark state={r.state} word={false} />,
          onClick: () => void go(`/runs/${r.id}`),
        }),
      ),
    },
  ];
  const found = groups.filter((g) => g.actions.length > 0);
  if (found.length === 0) return <Spotlight.Empty>Nothing is called that.</Spotlight.Empty>;
  return found.map((g) => (
    <Spotlight.ActionsGroup key={g.group} label={g.group}>
      {g.actions.map((a) => (
        <Spotlight.Action key={a.id} {...a} />
      ))}
    </Spotlight.ActionsGroup>
  ));
}
