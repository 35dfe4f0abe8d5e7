import { Button } from '@mantine/core';
import { useState } from 'react';
import { Time } from '../../components/Time';
import { dropDraft, otherDrafts } from './drafts';
import classes from './Editor.module.css';

/** Work in other places, that it may be found again. */
export function OtherDrafts({ slot }: { slot: string }) {
  const [others, setOthers] = useState(() => otherDrafts(slot));
  const [shown, setShown] = useState(true);
  if (others.length === 0 || !shown) return null;
  return (
    <div className={classes.note} role="group" aria-label="Other work">
      <span>Also kept in this browser, not deployed:</span>
      {others.slice(0, 4).map(({ slot: other, address, draft }) => (
        <span key={other} className={classes.noteActs}>
          {/* Another diagram needs another editor. */}
          <a href={address}>
            {draft.name}
            {draft.base !== undefined && other.includes('@') && ` (from v${other.split('@')[1] ?? ''})`}
          </a>
          <span className="dim">
            <Time at={draft.at} relative />
          </span>
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Throw ${draft.name} away`}
            onClick={() => {
              dropDraft(other);
              setOthers(otherDrafts(slot));
            }}
          >
            Throw away
          </Button>
        </span>
      ))}
      {others.length > 4 && <span className="dim">and {others.length - 4} more</span>}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setShown(false)}>
        Hide
      </Button>
    </div>
  );
}
