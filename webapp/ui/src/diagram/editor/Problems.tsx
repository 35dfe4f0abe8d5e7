import { IconAlertTriangleFilled, IconCircleCheck, IconCircleXFilled } from '@tabler/icons-react';
import { Empty } from '../../components/Feedback';
import classes from './Editor.module.css';
import type { Finding } from './lint';

/** All that was found, errors first; choosing one shows where it is. */
export function Problems({ findings, checking, error, onSelect }: { findings: Finding[]; checking: boolean; error: unknown; onSelect: (id: string) => void }) {
  return (
    <>
      {error !== null && error !== undefined && <p className={classes.hint}>Signalbox could not be asked about this diagram: {error instanceof Error ? error.message : String(error)} It is asked again with the next change.</p>}
      {findings.length === 0 && !checking && !error && (
        <Empty icon={IconCircleCheck} title="Nothing is wrong">
          It can be deployed as it is.
        </Empty>
      )}
      <ul className={classes.problems} aria-label="Problems">
        {findings.map((finding, index) => {
          const wrong = finding.severity === 'ERROR';
          const Mark = wrong ? IconCircleXFilled : IconAlertTriangleFilled;
          const id = finding.elementId;
          return (
            <li key={index}>
              <button type="button" disabled={!id} onClick={() => id && onSelect(id)} className={classes.problem}>
                <span data-severity={finding.severity} className={classes.severity}>
                  <Mark size={14} aria-hidden /> {wrong ? 'Error' : 'Warning'}
                </span>
                <span>{finding.message}</span>
                <span className={`mono dim clip ${classes.where}`}>{id}</span>
                <span className={`mono dim ${classes.ruleName}`}>{finding.rule}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
