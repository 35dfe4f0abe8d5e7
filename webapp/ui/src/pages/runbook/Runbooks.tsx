import { Button, TextInput } from '@mantine/core';
import { IconMap2, IconPlayerPlay, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Empty, Failure, Loading } from '../../components/Feedback';
import { firstSentence } from '../../components/markdown';
import { Page } from '../../components/Page';
import { RunStateMark } from '../../components/State';
import { Strip } from '../../components/Strip';
import { Time } from '../../components/Time';
import { useRunsChanged } from '../../queries/live';
import { useRunbooks } from '../../queries/runbooks';
import { useMay } from '../../queries/session';
import { useRecent } from '../../queries/statistics';
import classes from './Runbooks.module.css';

/** The library. */
export default function Runbooks() {
  useRunsChanged();
  const runbooks = useRunbooks();
  const recent = useRecent();
  const may = useMay();
  const [text, setText] = useState('');
  const found = (runbooks.data ?? []).filter((r) => `${r.name} ${r.key} ${r.documentation}`.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Page
      title="Runbooks"
      aside={
        <>
          <TextInput aria-label="Find a runbook" placeholder="Find a runbook" leftSection={<IconSearch size={14} />} value={text} onChange={(e) => setText(e.currentTarget.value)} w={220} />
          {may.model && (
            <Button variant="default" component={Link} to="/editor" leftSection={<IconPlus size={14} />}>
              Draw a runbook
            </Button>
          )}
        </>
      }
    >
      {runbooks.isPending && <Loading rows={8} height={20} />}
      {runbooks.error && !runbooks.data && <Failure error={runbooks.error} what="The runbooks cannot be shown" retry={runbooks.refetch} />}
      {runbooks.data?.length === 0 && (
        <Empty icon={IconMap2} title="No runbook is deployed">
          <Link to="/editor">Draw one here</Link>, or in Camunda Modeler with the element templates from Connectors, and post it to <span className="mono">/api/v1/runbooks</span>.
        </Empty>
      )}
      {runbooks.data && runbooks.data.length > 0 && found.length === 0 && <Empty
          icon={IconSearch}
          title="No runbook is like that"
          act={
            <Button variant="default" onClick={() => setText('')}>
              Show all runbooks
            </Button>
          }
        />}
      <ul className={classes.list}>
        {found.map((runbook) => {
          const runs = recent.data?.get(runbook.key) ?? [];
          const last = runs[0];
          return (
            <li key={runbook.key} className={classes.row}>
              <div className={classes.what}>
                <Link to={`/runbooks/${encodeURIComponent(runbook.key)}`} className={classes.name}>
                  {runbook.name}
                </Link>
                <span className="dim"> v{runbook.version}</span>
                <div className={`dim ${classes.about}`}>{firstSentence(runbook.documentation) || <span className="mono">{runbook.key}</span>}</div>
              </div>
              <div className={classes.last}>
                {last ? (
                  <>
                    <RunStateMark state={last.state} />
                    <span className="dim">
                      <Time at={last.startedAt} relative />
                    </span>
                  </>
                ) : (
                  <span className="dim">{recent.data ? 'Has never run' : ''}</span>
                )}
              </div>
              <div className={classes.strip}>
                <Strip runs={runs} />
              </div>
              <div className={classes.start}>
                {may.operate && (
                  <Button component={Link} to={`/runbooks/${encodeURIComponent(runbook.key)}/start`} variant="default" leftSection={<IconPlayerPlay size={13} />} aria-label={`Start ${runbook.name}`}>
                    Start
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
