import { Button } from '@mantine/core';
import { IconArrowRight, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Empty, Refusal } from '../../components/Feedback';
import { useDeploy } from '../../mutations/runbooks';
import { useSession } from '../../queries/session';
import { Changes } from './Changes';
import type { Change } from './diff';
import classes from './Editor.module.css';
import type { Finding } from './lint';

interface Props {
  changes: Change[];
  findings: Finding[];
  xml: string | null;
  version: number | undefined;
  runbook: string | undefined;
  allowed: boolean;
  onSelect: (id: string) => void;
  onProblems: () => void;
  onDeployed: (version: number) => void;
}

/** What would become the next version, and the button that makes it so. */
export function Deploy({ changes, findings, xml, version, runbook, allowed, onSelect, onProblems, onDeployed }: Props) {
  const deploy = useDeploy();
  const go = useNavigate();
  const me = useSession().data;
  const [done, setDone] = useState<{ key: string; version: number } | null>(null);
  const errors = findings.filter((f) => f.severity === 'ERROR').length;
  const warnings = findings.length - errors;
  const start = () => {
    if (!xml) return;
    deploy.mutate(xml, {
      onSuccess: ({ key, version: made }) => {
        setDone({ key, version: made });
        onDeployed(key === runbook ? made : (version ?? made));
        if (key !== runbook) void go(`/runbooks/${encodeURIComponent(key)}/edit`, { replace: true });
      },
    });
  };
  const renamed = runbook !== undefined && changes.some((c) => c.kind === 'removed' && c.id === runbook);
  return (
    <div className={classes.deploy}>
      <div className={classes.deployHead}>
        {allowed && (
          <Button leftSection={<IconUpload size={14} />} loading={deploy.isPending} disabled={errors > 0 || !xml || (version !== undefined && changes.length === 0)} onClick={start}>
            {version === undefined || renamed ? 'Deploy as a new runbook' : `Deploy as version ${version + 1}`}
          </Button>
        )}
        <span>
          {errors > 0 ? (
            <>
              It cannot be deployed yet:{' '}
              <button type="button" className={classes.link} onClick={onProblems}>
                {errors === 1 ? 'one error' : `${errors} errors`}
              </button>
              .
            </>
          ) : warnings > 0 ? (
            <>
              It can be deployed, with{' '}
              <button type="button" className={classes.link} onClick={onProblems}>
                {warnings === 1 ? 'one warning' : `${warnings} warnings`}
              </button>
              .
            </>
          ) : (
            'Nothing is wrong with it.'
          )}
          {!allowed && me && ` ${me.name} may not deploy; ask somebody with the role MODELER.`}
        </span>
      </div>
      <Refusal error={deploy.error} />
      {done && (
        <p className={classes.done} role="status">
          Version {done.version} of {done.key} is deployed.{' '}
          <Link to={`/runbooks/${encodeURIComponent(done.key)}/start`}>
            Start it <IconArrowRight size={13} aria-hidden />
          </Link>
        </p>
      )}
      {changes.length === 0 && !done && <Empty title={version === undefined ? 'Nothing is drawn yet' : `It is as version ${version} is`} />}
      <Changes changes={changes} onSelect={onSelect} />
    </div>
  );
}
