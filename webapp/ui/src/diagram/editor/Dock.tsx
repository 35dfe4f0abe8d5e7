import { ActionIcon } from '@mantine/core';
import { IconAlertTriangleFilled, IconChevronDown, IconChevronUp, IconCircleCheck, IconCircleXFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Editor.module.css';
import type { Finding } from './lint';

export type Tab = 'problems' | 'inputs' | 'changes' | 'versions' | 'xml';

const TABS: [Tab, string][] = [
  ['problems', 'Problems'],
  ['inputs', 'Inputs'],
  ['changes', 'Changes'],
  ['versions', 'Versions'],
  ['xml', 'XML'],
];

/** What is said and asked about the diagram as a whole, below it. */
export function Dock({ tab, onTab, problems, changes, versions, children }: { tab: Tab | null; onTab: (tab: Tab | null) => void; problems: Finding[]; changes: number; versions: boolean; children: ReactNode }) {
  const errors = problems.filter((f) => f.severity === 'ERROR').length;
  const warnings = problems.length - errors;
  return (
    <section className={classes.dock} data-open={tab !== null || undefined} aria-label="About the diagram">
      <div className={classes.tabs}>
        <div className={classes.tablist} role="tablist" aria-label="About the diagram">
          {TABS.filter(([name]) => versions || name !== 'versions').map(([name, label]) => (
            <button key={name} type="button" role="tab" id={`editor-tab-${name}`} aria-selected={tab === name} aria-controls="editor-dock" className={classes.tab} onClick={() => onTab(tab === name ? null : name)}>
              {label}
              {name === 'problems' && (
                <span className={classes.counts}>
                  {problems.length === 0 && <IconCircleCheck size={13} aria-label="none" />}
                  {errors > 0 && (
                    <span data-severity="ERROR">
                      <IconCircleXFilled size={13} aria-label="Errors" /> {errors}
                    </span>
                  )}
                  {warnings > 0 && (
                    <span data-severity="WARNING">
                      <IconAlertTriangleFilled size={13} aria-label="Warnings" /> {warnings}
                    </span>
                  )}
                </span>
              )}
              {name === 'changes' && changes > 0 && <span className={classes.counts}>{changes}</span>}
            </button>
          ))}
        </div>
        <ActionIcon className={classes.fold} aria-label={tab ? 'Fold away' : 'Unfold'} onClick={() => onTab(tab ? null : 'problems')}>
          {tab ? <IconChevronDown size={16} /> : <IconChevronUp size={16} />}
        </ActionIcon>
      </div>
      {tab && (
        <div id="editor-dock" role="tabpanel" aria-labelledby={`editor-tab-${tab}`} className={classes.dockBody} tabIndex={0}>
          {children}
        </div>
      )}
    </section>
  );
}
