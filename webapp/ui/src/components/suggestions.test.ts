import { expect, test } from 'vitest';
import type { HostView, ServiceView } from '../api/client';
import { suggestions } from './suggestions';

const host = (name: string, labels: Record<string, string>): HostView => ({ name, address: name, labels, containers: [], parallel: 4, reachable: true });
const HOSTS = [host('web-2', { role: 'web', zone: 'b' }), host('web-1', { role: 'web', zone: 'a' })];
const SERVICES: ServiceView[] = [{ name: 'shop', image: 'shop', hosts: 'role=web', places: [] }];

test('services and hosts are offered by name', () => {
  expect(suggestions('SERVICES', '', HOSTS, SERVICES)).toEqual(['shop']);
  expect(suggestions('HOSTS', 'w', HOSTS, SERVICES)).toEqual(['web-1', 'web-2']);
});

test('labels are offered once each, after what stands there already', () => {
  expect(suggestions('LABELS', 'ro', HOSTS, SERVICES)).toEqual(['role=web', 'zone=a', 'zone=b']);
  expect(suggestions('LABELS', 'role=web,z', HOSTS, SERVICES)).toEqual(['role=web,zone=a', 'role=web,zone=b']);
  expect(suggestions('LABELS', 'zone=a, role=web, z', HOSTS, SERVICES)).toEqual(['zone=a, role=web, zone=b']);
});
