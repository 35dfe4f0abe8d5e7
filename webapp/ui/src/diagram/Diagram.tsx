import { Skeleton } from '@mantine/core';
import { lazily } from '../components/lazily';

/** A diagram to look at, with what happened drawn into it. What draws it is loaded when one is shown for the first time, or before by pages that will need it. */
export const Diagram = lazily(async () => (await import('./Viewer')).default, <Skeleton height="100%" mih={220} radius="md" />);
