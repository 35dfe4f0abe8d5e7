import { useEffect, type ReactNode } from 'react';
import classes from './Page.module.css';

/** What every page has: a name in the window's title, a head, and room below. */
export function Page({
  title,
  head,
  aside,
  children,
  wide = false,
}: {
  title: string;
  head?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}) {
  useEffect(() => {
    document.title = `${title} · Signalbox`;
  }, [title]);
  return (
    <div className={classes.page} data-wide={wide || undefined}>
      <header className={classes.head}>
        <div className={classes.title}>{head ?? <h1>{title}</h1>}</div>
        {aside && <div className={classes.aside}>{aside}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page with a name. */
export function Section({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
