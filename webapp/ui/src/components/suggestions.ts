import type { HostView, InputField, ServiceView } from '../api/client';

/** What can be typed next in a field: names of the site, or its labels with what stands before the last comma. */
export function suggestions(what: NonNullable<InputField['suggest']>, typed: string, hosts: HostView[], services: ServiceView[]): string[] {
  switch (what) {
    case 'SERVICES':
      return services.map((service) => service.name).sort();
    case 'HOSTS':
      return hosts.map((host) => host.name).sort();
    case 'LABELS': {
      const before = /^(.*,\s*)?/.exec(typed)?.[0] ?? '';
      const labels = new Set(hosts.flatMap((host) => Object.entries(host.labels).map(([key, value]) => `${key}=${value}`)));
      return [...labels]
        .filter((label) => !before.split(/,\s*/).includes(label))
        .sort()
        .map((label) => before + label);
    }
  }
}
