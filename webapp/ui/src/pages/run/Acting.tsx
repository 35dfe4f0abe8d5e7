import { lazy, Suspense, type ComponentProps } from 'react';

export const loadActDialog = () => import('./ActDialog');
const ActDialog = lazy(loadActDialog);

/** The dialog for an act, loaded when somebody is about to act. */
export function Acting(props: ComponentProps<typeof ActDialog>) {
  return (
    props.act && (
      <Suspense fallback={null}>
        <ActDialog {...props} />
      </Suspense>
    )
  );
}
