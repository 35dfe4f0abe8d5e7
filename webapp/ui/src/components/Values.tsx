import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { brief } from './format';
import classes from './Values.module.css';

/** Copies a text; says that it did. */
export function Copy({ text, what }: { text: string; what: string }) {
  return (
    <CopyButton value={text} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
          <ActionIcon size="sm" aria-label={`Copy ${what}`} onClick={copy}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** Named values, to be read: short ones in a line, long ones below their name. */
export function Values({ values, none }: { values: Record<string, unknown> | null | undefined; none: string }) {
  const entries = Object.entries(values ?? {});
  if (entries.length === 0) return <p className="dim">{none}</p>;
  return (
    <dl className={classes.values}>
      {entries.map(([name, value]) => {
        const text = typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : brief(value);
        const long = text.length > 80 || text.includes('\n');
        return (
          <div key={name} className={classes.entry} data-long={long || undefined}>
            <dt>{name}</dt>
            <dd>
              {value === null ? <span className="dim">null</span> : long ? <pre tabIndex={0}>{text}</pre> : <span className="mono">{text}</span>}
              <span className={classes.copy}>
                <Copy text={text} what={name} />
              </span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
