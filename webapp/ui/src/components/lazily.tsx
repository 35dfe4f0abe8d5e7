import { useEffect, useState, type ComponentType, type ReactNode } from 'react';

/**
 * A component that is loaded when it is drawn for the first time, or before by its `load`, which never fails; until then the fallback stands there. It is
 * drawn as soon as it is there, whereas what `React.lazy` replaces its fallback with waits for 300 ms (`FALLBACK_THROTTLE_MS` of React), however
 * quickly it was loaded. What could not be loaded is thrown to the boundary around it.
 */
export function lazily<P extends object>(fetch: () => Promise<ComponentType<P>>, fallback: ReactNode = null): ComponentType<P> & { load: () => Promise<void> } {
  let there: ComponentType<P> | null = null;
  let asked: Promise<void> | undefined;
  const ask = () =>
    (asked ??= fetch().then(
      (component) => {
        there = component;
      },
      (problem: unknown) => {
        asked = undefined;
        throw problem;
      },
    ));
  function Lazy(props: P) {
    const [Part, setPart] = useState(() => there);
    const [failed, setFailed] = useState<{ problem: unknown } | null>(null);
    useEffect(() => {
      let gone = false;
      ask().then(
        () => gone || setPart(() => there),
        (problem: unknown) => gone || setFailed({ problem }),
      );
      return () => {
        gone = true;
      };
    }, []);
    if (failed) throw failed.problem;
    return Part ? <Part {...props} /> : fallback;
  }
  return Object.assign(Lazy, { load: () => ask().catch(() => undefined) });
}
