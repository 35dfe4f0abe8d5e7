import { Button } from '@mantine/core';
import { useState } from 'react';
import { Failure, Loading } from '../../components/Feedback';
import { Time } from '../../components/Time';
import { useDiagram, useVersions } from '../../queries/runbooks';
import { Diagram } from '../Diagram';
import { Changes } from './Changes';
import classes from './Editor.module.css';
import { useComparison } from './useComparison';

/** All versions of a runbook: looked at, compared with the work, taken up again. */
export function Versions({ runbook, xml, onRestore, onSelect }: { runbook: string; xml: string | null; onRestore: (xml: string, version: number) => void; onSelect: (id: string) => void }) {
  const versions = useVersions(runbook);
  const [chosen, setChosen] = useState<number | null>(null);
  const version = chosen ?? versions.data?.[0]?.version;
  const diagram = useDiagram(runbook, version);
  const changes = useComparison(diagram.data, xml);
  if (!versions.data) return versions.error ? <Failure error={versions.error} what="The versions cannot be listed" retry={versions.refetch} /> : <Loading rows={3} />;
  return (
    <div className={classes.versions}>
      <ul aria-label="Versions">
        {versions.data.map((v) => (
          <li key={v.version}>
            <button type="button" aria-pressed={v.version === version} onClick={() => setChosen(v.version)}>
              <strong>v{v.version}</strong> <Time at={v.deployedAt} relative /> <span className="dim">by {v.deployedBy}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.version}>
        {diagram.data && (
          <>
            <div className={classes.versionHead}>
              <Button size="compact-xs" variant="default" onClick={() => version !== undefined && onRestore(diagram.data, version)}>
                Go on from version {version}
              </Button>
              <span className="dim">{changes === null ? '' : changes.length === 0 ? 'Your work is the same.' : 'How your work differs from it:'}</span>
            </div>
            <div className={classes.preview}>
              <Diagram xml={diagram.data} label={`Version ${version ?? ''}`} />
            </div>
            {changes && <Changes changes={changes} onSelect={onSelect} />}
          </>
        )}
        {diagram.error && <Failure error={diagram.error} what="This version cannot be shown" retry={diagram.refetch} />}
      </div>
    </div>
  );
}
