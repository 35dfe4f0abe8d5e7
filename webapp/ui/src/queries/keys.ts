/** Where everything that comes from the server lies in the cache. */
export const keys = {
  session: ['session'] as const,
  runs: {
    all: ['runs'] as const,
    list: (filter: object) => ['runs', 'list', filter] as const,
    one: (id: string) => ['runs', 'one', id] as const,
    steps: (id: string) => ['runs', 'one', id, 'steps'] as const,
    timeline: (id: string) => ['runs', 'one', id, 'timeline'] as const,
    diagram: (id: string) => ['runs', 'one', id, 'diagram'] as const,
    path: (id: string) => ['runs', 'one', id, 'path'] as const,
    log: (id: string, filter: object) => ['runs', 'log', id, filter] as const,
  },
  runbooks: {
    all: ['runbooks'] as const,
    one: (key: string, version?: number) => ['runbooks', key, version ?? 'latest'] as const,
    versions: (key: string) => ['runbooks', key, 'versions'] as const,
    diagram: (key: string, version: number) => ['runbooks', key, version, 'diagram'] as const,
    findings: (xml: string) => ['findings', xml] as const,
  },
  difference: (before: string, after: string) => ['difference', before, after] as const,
  templates: ['templates'] as const,
  hosts: ['site', 'hosts'] as const,
  services: ['site', 'services'] as const,
  connectors: ['connectors'] as const,
  approvals: ['approvals'] as const,
  statistics: (name: string, ...more: unknown[]) => ['statistics', name, ...more] as const,
};
