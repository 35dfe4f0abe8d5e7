import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Runbook } from '../../api/client';
import { Failure, Loading } from '../../components/Feedback';
import { lazily } from '../../components/lazily';
import { Time } from '../../components/Time';
import { useDiagram, useVersions } from '../../queries/runbooks';
import { useMay } from '../../queries/session';
import classes from './RunbookPage.module.css';

const ModelChanges = lazily(async () => (await import('../compare/Model')).ModelChanges, <Loading rows={3} />);

/** Every version: looked at, told apart from the one before, started, or taken up again. */
export function Versions({ runbook, shown }: { runbook: string; shown: number }) {
  const versions = useVersions(runbook);
  const [open, setOpen] = useState<number | null>(null);
  if (!versions.data) return versions.error ? <Failure error={versions.error} what="The versions cannot be shown" retry={versions.refetch} /> : <Loading rows={4} />;
  return (
    <ol className={classes.versions} aria-label="Versions">
      {versions.data.map((version, index) => (
        <Version key={version.version} version={version} before={versions.data[index + 1]} shown={version.version === shown} open={open === version.version} onOpen={(opened) => setOpen(opened ? version.version : null)} />
      ))}
    </ol>
  );
}

function Version({ version: { key, version, latest, deployedAt, deployedBy }, before, shown, open, onOpen }: { version: Runbook; before: Runbook | undefined; shown: boolean; open: boolean; onOpen: (open: boolean) => void }) {
  const may = useMay();
  const runbook = `/runbooks/${encodeURIComponent(key)}`;
  const wanted = latest ? '' : `?version=${version}`;
  return (
    <li>
      <div className={classes.version}>
        <strong>v{version}</strong>
        <span className={classes.when}>
          <Time at={deployedAt} /> <span className="dim">by {deployedBy}</span>
          {latest && <span className="dim"> · what a start takes</span>}
        </span>
        <span className={classes.do}>
          {before && (
            <Button variant="default" aria-expanded={open} onClick={() => onOpen(!open)}>
              Changes to v{before.version}
            </Button>
          )}
          {shown ? <span className="dim">shown above</span> : <Link to={`${runbook}${wanted}`}>Show</Link>}
          {may.model && <Link to={`${runbook}/edit${wanted}`}>Edit from it</Link>}
          {may.operate && <Link to={`${runbook}/start${wanted}`}>Start</Link>}
        </span>
      </div>
      {open && before && <Changed runbook={key} before={before.version} after={version} />}
    </li>
  );
}

function Changed({ runbook, before, after }: { runbook: string; before: number; after: number }) {
  const old = useDiagram(runbook, before);
  const now = useDiagram(runbook, after);
  const failed = [old, now].find((query) => query.error);
  if (failed) return <Failure error={failed.error} what="The diagrams cannot be shown" retry={failed.refetch} />;
  return (
    <div className={classes.changed}>
      <ModelChanges before={old.data} after={now.data} onSelect={() => undefined} />
    </div>
  );
}
