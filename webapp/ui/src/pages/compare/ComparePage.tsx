import { Button } from '@mantine/core';
import { IconArrowsExchange, IconArrowsDiff } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { Page } from '../../components/Page';
import { ended } from '../../components/states';
import { useLiveRun } from '../../queries/live';
import { useRun } from '../../queries/runs';
import { Candidates } from './Candidates';
import { Comparison } from './Comparison';

/** Two runs side by side; which ones, the address says. */
export default function ComparePage() {
  const [params, setParams] = useSearchParams();
  const a = params.get('a') ?? '';
  const b = params.get('b') ?? '';
  const first = useRun(a, a !== '');
  const second = useRun(b, b !== '');
  const missing = [a && first, b && second].find((query) => query && query.error && !query.data);
  const swap = (
    <Button variant="default" leftSection={<IconArrowsExchange size={14} />} onClick={() => setParams({ a: b, b: a }, { replace: true })}>
      Swap
    </Button>
  );

  let content;
  if (!a && !b) {
    content = (
      <Empty icon={IconArrowsDiff} title="Which two runs?" act={<Button component={Link} to="/runs">Go to the runs</Button>}>
        Pick two in the list of runs, or open a run and choose Compare.
      </Empty>
    );
  } else if (missing) {
    content = <Failure error={missing.error} what="One of these runs cannot be shown" retry={missing.refetch} />;
  } else if ((a && !first.data) || (b && !second.data)) {
    content = <Loading rows={12} />;
  } else if (a && a === b) {
    content = <Empty icon={IconArrowsDiff} title="This is one run, twice" act={<Button component={Link} to={`/runs/compare?b=${a}`}>Choose another one</Button>} />;
  } else if (first.data && second.data) {
    content = (
      <>
        <Comparison key={`${a} ${b}`} first={first.data} second={second.data} />
        {[first.data, second.data].map((run) => !ended(run.state) && <Live key={run.id} id={run.id} />)}
      </>
    );
  } else {
    const known = first.data ?? second.data;
    content = known && <Candidates run={known} choose={(id) => `/runs/compare?${new URLSearchParams(first.data ? { a, b: id } : { a: id, b })}`} />;
  }
  return (
    <Page title="Compare two runs" wide aside={a && b && swap}>
      {content}
    </Page>
  );
}

/** One of them still goes on. */
function Live({ id }: { id: string }) {
  useLiveRun(id, true);
  return null;
}
