import type { ComponentProps } from 'react';
import { lazily } from '../../components/lazily';

export const ActDialog = lazily(async () => (await import('./ActDialog')).default);

/** The dialog for an act, loaded when somebody is about to act. */
export function Acting(props: ComponentProps<typeof ActDialog>) {
  return props.act && <ActDialog {...props} />;
}
