import type { ComponentProps } from 'react';
import { lazily } from '../../components/lazily';

const ActDialog = lazily(async () => (await import('./ActDialog')).default);
export const loadActDialog = ActDialog.load;

/** The dialog for an act, loaded when somebody is about to act. */
export function Acting(props: ComponentProps<typeof ActDialog>) {
  return props.act && <ActDialog {...props} />;
}
