import { Tooltip } from '@mantine/core';
import { ago, duration, moment, utc } from './format';
import { useNow } from './useNow';

/** A moment in the zone of the person, with UTC on hover. */
export function Time({ at, relative = false }: { at: string; relative?: boolean }) {
  const now = useNow();
  const local = moment(at, now);
  return (
    <Tooltip label={relative ? `${local} · ${utc(at)}` : utc(at)}>
      <time dateTime={at}>{relative ? ago(at, now) : local}</time>
    </Tooltip>
  );
}

/** How long something took, or has been going on. */
export function Took({ from, to }: { from: string; to?: string | null | undefined }) {
  return to ? <>{duration(Date.parse(to) - Date.parse(from))}</> : <Running from={from} />;
}

function Running({ from }: { from: string }) {
  const passed = useNow() - Date.parse(from);
  return <>{duration(Math.max(0, Math.floor(passed / 1000) * 1000))}</>;
}
