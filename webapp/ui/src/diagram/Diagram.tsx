import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { DiagramProps } from './model';

const Viewer = lazy(() => import('./Viewer'));

/** A diagram to look at, with what happened drawn into it. What draws it is loaded when one is shown for the first time. */
export function Diagram(props: DiagramProps) {
  return (
    <Suspense fallback={<Skeleton height="100%" mih={220} radius="md" />}>
      <Viewer {...props} />
    </Suspense>
  );
}
