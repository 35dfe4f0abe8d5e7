import classes from './Editor.module.css';

/** A sentence about several things, which are named when it is opened. */
export function Listed({ label, what, children }: { label: string; what: string[] | undefined; children: (count: number) => string }) {
  if (!what || what.length === 0) return null;
  return (
    <div className={classes.note} role="status">
      <details>
        <summary>{children(what.length)}</summary>
        <ul className="mono" aria-label={label}>
          {what.slice(0, 100).map((one) => (
            <li key={one}>{one}</li>
          ))}
          {what.length > 100 && <li>and {what.length - 100} more</li>}
        </ul>
      </details>
    </div>
  );
}
