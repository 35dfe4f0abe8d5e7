import { IconBolt, IconClock, IconForms, IconMessage, IconTerminal2, IconWaveSine, type Icon } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { RunbookDetail } from '../../api/client';
import { Copy } from '../../components/Values';
import { callsOf, triggersOf, type Trigger } from './triggers';
import classes from './RunbookPage.module.css';

const SHOWN: Record<Trigger['kind'], { icon: Icon; label: string }> = {
  schedule: { icon: IconClock, label: 'On a schedule' },
  message: { icon: IconMessage, label: 'By a message' },
  signal: { icon: IconWaveSine, label: 'By a signal' },
  condition: { icon: IconBolt, label: 'When a condition holds' },
};

/** What starts it, and what it starts. */
export function Triggers({ runbook, xml }: { runbook: RunbookDetail; xml: string | undefined }) {
  const path = `/api/v1/runbooks/${encodeURIComponent(runbook.key)}/runs`;
  const start = `/runbooks/${encodeURIComponent(runbook.key)}/start`;
  const calls = xml ? callsOf(xml) : [];
  return (
    <>
      <ul className={classes.triggers}>
        <li>
          <IconForms size={15} aria-hidden />
          <span>
            <Link to={start}>By form</Link>
            {runbook.inputs.length === 0 && <span className="dim">, with nothing to fill in</span>}
          </span>
        </li>
        <li>
          <IconTerminal2 size={15} aria-hidden />
          <span>
            Over REST: <code className="mono">POST {path}</code> <Copy text={`${window.location.origin}${path}`} what="the address" />
          </span>
        </li>
        {(xml ? triggersOf(xml) : []).map(({ kind, text }, index) => {
          const { icon: Mark, label } = SHOWN[kind];
          return (
            <li key={index}>
              <Mark size={15} aria-hidden />
              <span>
                {label}
                {text && (
                  <>
                    : <code className="mono">{text}</code>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {calls.length > 0 && (
        <p className="dim">
          It calls{' '}
          {calls.map((key, index) => (
            <span key={key}>
              {index > 0 && ', '}
              <Link to={`/runbooks/${encodeURIComponent(key)}`}>{key}</Link>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}
