import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import type { HostView, Role } from '../api/client';
import { server } from '../testing/server';
import { show } from '../testing/render';
import Now from './Now';

const host = (name: string, reachable: boolean): HostView => ({ name, address: '192.0.2.1', labels: {}, parallel: 4, reachable, containers: [] });

function serve(hosts: HostView[], roles: Role[] = ['VIEWER', 'OPERATOR']): void {
  const deploy = { key: 'deploy', name: 'Deploy a service', version: 1, latest: true, deployedAt: '2026-01-01T00:00:00Z', deployedBy: 'ada', inputs: [], documentation: '# Deploy\n\nRolls a **version** out. Then it waits.' };
  server.use(
    http.get('*/api/v1/session', () => HttpResponse.json({ name: 'ada', roles })),
    http.get('*/api/v1/runs', () => HttpResponse.json({ items: [] })),
    http.get('*/api/v1/approvals', () => HttpResponse.json({ items: [] })),
    http.get('*/api/v1/statistics/days', () => HttpResponse.json({ items: [] })),
    http.get('*/api/v1/runbooks', () => HttpResponse.json({ items: [deploy] })),
    http.get('*/api/v1/hosts', () => HttpResponse.json({ items: hosts, siteFindings: [] })),
    http.get('*/api/v1/services', () => HttpResponse.json({ items: [{ name: 'shop', image: 'shop', hosts: 'role=web', places: [] }], siteFindings: [] })),
  );
}

test('before the first run there is a way to it', async () => {
  serve([host('web-1', true), host('web-2', false)]);
  show(<Now />);

  expect(await screen.findByRole('heading', { name: 'Welcome to Signalbox' })).toBeInTheDocument();
  expect(await screen.findByRole('link', { name: 'Start Deploy a service' })).toHaveAttribute('href', '/runbooks/deploy/start');
  expect(screen.getByText('Rolls a version out.')).toBeInTheDocument();
  expect(await screen.findByText(/Of 2 hosts, web-2 does not answer/)).toBeInTheDocument();
  expect(await screen.findByText('shop')).toBeInTheDocument();
});

test('who has no host is told how to name one, and who may only look is offered no start', async () => {
  serve([], ['VIEWER']);
  show(<Now />);

  expect(await screen.findByText(/No container host is known yet/)).toBeInTheDocument();
  expect(await screen.findByText('Deploy a service')).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: /^Start/ })).not.toBeInTheDocument();
});
