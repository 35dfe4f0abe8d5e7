import { Skeleton } from '@mantine/core';
import { lazily } from '../components/lazily';
import type { DiagramProps } from './model';

const Viewer = lazily(async () => (await import('./Viewer')).default, <Skeleton height="100%" mih={220} radius="md" />);

/** Begins to load what draws, on pages that will need it. */
export function loadDiagram(): void {
  void Viewer.load();
}

/** A diagram to look at, with what happened drawn into it. What draws it is loaded when one is shown for the first time. */
export function Diagram(props: DiagramProps) {
  return <Viewer {...props} />;
}
