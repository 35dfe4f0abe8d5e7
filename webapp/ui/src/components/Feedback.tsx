import { Button, Skeleton } from '@mantine/core';
import { IconPlugConnectedX, IconAlertCircle, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Failed } from '../api/problem';
import classes from './Feedback.module.css';

/** Nothing is there: why, and what to do. */
export function Empty({ icon: Mark, title, children, act, page = false }: { icon?: Icon; title: string; children?: ReactNode; act?: ReactNode; page?: boolean }) {
  const Title = page ? 'h1' : 'div';
  return (
    <div className={classes.box}>
      {Mark && <Mark size={28} stroke={1.4} aria-hidden className={classes.mark} />}
      <Title className={classes.title}>{title}</Title>
      {children && <div className={classes.text}>{children}</div>}
      {act && <div className={classes.act}>{act}</div>}
    </div>
  );
}

/** What could not be done or loaded: what happened, and a way on. What is not there is not asked for again if there is another way. */
export function Failure({ error, what, retry, elsewhere, page = false }: { error: unknown; what: string; retry?: () => unknown; elsewhere?: ReactNode; page?: boolean }) {
  const failed = error instanceof Failed ? error : undefined;
  const Title = page ? 'h1' : 'div';
  const again = retry && !(elsewhere && failed?.status === 404);
  const Mark = failed?.status === 0 ? IconPlugConnectedX : IconAlertCircle;
  return (
    <div className={classes.box} role="alert">
      <Mark size={28} stroke={1.4} aria-hidden className={classes.wrong} />
      <Title className={classes.title}>{what}</Title>
      <div className={classes.text}>
        {error instanceof Error ? error.message : String(error)}
        {failed && failed.status > 0 && <span className={`mono ${classes.code}`}>{failed.code}</span>}
      </div>
      {(again || elsewhere) && (
        <div className={classes.act}>
          {again && (
            <Button variant="default" onClick={() => void retry()}>
              Try again
            </Button>
          )}
          {elsewhere}
        </div>
      )}
    </div>
  );
}

/** Rows to come. */
export function Loading({ rows = 6, height = 14 }: { rows?: number; height?: number }) {
  return (
    <div className={classes.loading} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, i) => (
        <Skeleton key={i} height={height} width={`${[92, 78, 86, 64, 81, 70][i % 6]}%`} radius="sm" />
      ))}
    </div>
  );
}

/** A page that is not there yet. */
export function Waiting() {
  return (
    <div className={classes.page}>
      <Loading />
    </div>
  );
}

/** A refusal beside what was typed, with everything that was wrong. */
export function Refusal({ error }: { error: unknown }) {
  if (!error) return null;
  const findings = error instanceof Failed ? (error.problem?.findings ?? []) : [];
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div className={classes.refusal} role="alert">
      <IconAlertCircle size={16} aria-hidden className={classes.wrong} />
      <div>
        {message}
        {findings.length > 1 && (
          <ul>
            {findings.map((finding, i) => (
              <li key={i}>{finding.message}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
