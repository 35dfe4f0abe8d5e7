import { lazy, Suspense } from 'react';
import { Skeleton } from '@mantine/core';
import type { DiagramProps } from './model';

const load = () => import('./Viewer');
const Viewer = lazy(load);

/** Begins to load what draws, on pages that will need it. */
export function loadDiagram(): void {
  void load();
}

/** A diagram to look at, with what happened drawn into it. What draws it is loaded when one is shown for the first time. */
export function Diagram(props: DiagramProps) {
  return (
    <Suspense fallback={<Skeleton height="100%" mih={220} radius="md" />}>
      <Viewer {...props} />
    </Suspense>
  );
}
