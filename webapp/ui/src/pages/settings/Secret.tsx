import { Button } from '@mantine/core';
import { Copy } from '../../components/Values';
import classes from './Settings.module.css';

/** Something that is shown once: what it is, itself, and that it must be kept now. */
export function Secret({ what, value, onDone }: { what: string; value: string; onDone: () => void }) {
  return (
    <div className={classes.secret} role="status">
      <div>{what} It is shown only now and kept nowhere.</div>
      <div className={classes.value}>
        <code className="mono">{value}</code>
        <Copy text={value} what="it" />
      </div>
      <Button variant="default" onClick={onDone}>
        I have kept it
      </Button>
    </div>
  );
}
