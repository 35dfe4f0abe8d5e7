import { useEffect, useState } from 'react';
import { compare, type Change } from './diff';

/** How one diagram differs from another; null until that is known. */
export function useComparison(before: string | undefined, after: string | null): Change[] | null {
  const [changes, setChanges] = useState<Change[] | null>(null);
  useEffect(() => {
    if (!before || !after) return;
    let late = false;
    compare(before, after).then(
      (all) => !late && setChanges(all),
      () => !late && setChanges(null),
    );
    return () => {
      late = true;
    };
  }, [before, after]);
  return changes;
}
