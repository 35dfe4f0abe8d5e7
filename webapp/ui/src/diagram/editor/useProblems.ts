import { useEffect, useMemo, useState } from 'react';
import type { ConnectorView } from '../../api/client';
import { useFindings } from '../../queries/runbooks';
import { useHosts, useServices } from '../../queries/site';
import { advice } from './advice';
import { style, together, type Finding } from './lint';
import type { Moddle } from './moddle';

const NONE: Finding[] = [];
const NO_ALIASES = new Map<string, string>();

/**
 * What the server refuses or warns of, what reads badly, and what is worth a thought, in one list.
 *
 * @param aliases ids that the editor calls otherwise
 */
export function useProblems(xml: string | null, root: Moddle | null, connectors: ConnectorView[], aliases: Map<string, string> = NO_ALIASES): { all: Finding[]; checking: boolean; error: unknown } {
  const server = useFindings(xml);
  const hosts = useHosts().data?.items;
  const services = useServices().data?.items;
  const [own, setOwn] = useState<Finding[]>(NONE);
  useEffect(() => {
    if (!root) return;
    let late = false;
    const thoughts = advice(root, { connectors, ...(hosts && { hosts }), ...(services && { services: services.map((s) => s.name) }) });
    style(root).then(
      (found) => !late && setOwn([...found, ...thoughts]),
      () => !late && setOwn(thoughts),
    );
    return () => {
      late = true;
    };
  }, [root, xml, connectors, hosts, services]);
  const [all, setAll] = useState<{ of: unknown[]; list: Finding[] }>({ of: [], list: NONE });
  const findings = server.data?.findings;
  const found = useMemo(() => findings?.map((f) => ({ ...f, elementId: aliases.get(f.elementId ?? '') ?? f.elementId })) ?? NONE, [findings, aliases]);
  if (all.of[0] !== found || all.of[1] !== own) setAll({ of: [found, own], list: together(found, own) });
  return { all: all.list, checking: server.isFetching, error: server.error };
}
