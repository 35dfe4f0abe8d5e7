import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import type { RunbookDetail } from '../../api/client';
import { show } from '../../testing/render';
import { server } from '../../testing/server';
import StartPage from './StartPage';

const runbook: RunbookDetail = {
  key: 'deploy',
  version: 3,
  name: 'Deploy',
  documentation: '',
  deployedAt: '2026-01-01T00:00:00Z',
  deployedBy: 'ada',
  latest: true,
  inputSchema: {},
  inputs: [
    { name: 'service', label: 'Service', help: 'Which one', type: 'STRING', required: true, suggest: 'SERVICES', options: [] },
    { name: 'batch', label: 'Batch', help: '', type: 'LONG', required: false, defaultValue: '1', min: 1, options: [] },
  ],
};

beforeEach(() => {
  server.use(
    http.get('*/api/v1/runbooks/deploy', () => HttpResponse.json(runbook)),
    http.get('*/api/v1/services', () => HttpResponse.json({ items: [{ name: 'shop', image: 'shop', hosts: 'role=web', places: [] }] })),
  );
});

test('nothing is started as long as something is missing', async () => {
  show(<StartPage />, '/runbooks/deploy/start', '/runbooks/:key/start');
  await userEvent.click(await screen.findByRole('button', { name: 'Start the run' }));

  expect(screen.getByText('This is needed.')).toBeInTheDocument();
});

test('the run is started with what was typed, and shown', async () => {
  let body: unknown;
  server.use(
    http.post('*/api/v1/runbooks/deploy/runs', async ({ request }) => {
      body = await request.json();
      return HttpResponse.json({ id: 'r1' }, { status: 201 });
    }),
  );
  show(<StartPage />, '/runbooks/deploy/start', '/runbooks/:key/start');
  await userEvent.type(await screen.findByRole('combobox', { name: /Service/ }), 'shop');
  await userEvent.type(screen.getByLabelText(/Reason/), 'release');
  await userEvent.click(screen.getByRole('button', { name: 'Start the run' }));

  expect(await screen.findByText('elsewhere')).toBeInTheDocument();
  expect(body).toEqual({ inputs: { service: 'shop', batch: 1 }, reason: 'release' });
});

test('what the site has is offered, and chosen with a click', async () => {
  show(<StartPage />, '/runbooks/deploy/start', '/runbooks/:key/start');
  await userEvent.click(await screen.findByRole('combobox', { name: /Service/ }));
  await userEvent.click(await screen.findByRole('option', { name: 'shop' }));

  expect(screen.getByRole('combobox', { name: /Service/ })).toHaveValue('shop');
});

test('what the server finds wrong stands at its field', async () => {
  server.use(
    http.post('*/api/v1/runbooks/deploy/runs', () =>
      HttpResponse.json(
        { type: 'x', title: 'x', status: 422, code: 'INPUTS_INVALID', detail: 'An input is wrong.', findings: [{ rule: 'x', severity: 'ERROR', message: 'There is no such service.', pointer: '/inputs/service' }] },
        { status: 422 },
      ),
    ),
  );
  show(<StartPage />, '/runbooks/deploy/start', '/runbooks/:key/start');
  await userEvent.type(await screen.findByRole('combobox', { name: /Service/ }), 'nothing');
  await userEvent.click(screen.getByRole('button', { name: 'Start the run' }));

  expect(await screen.findByText('There is no such service.')).toBeInTheDocument();
  expect(screen.getByRole('combobox', { name: /Service/ })).toHaveValue('nothing');
});

test('a start that got no answer is sent again as the same one, and a changed one as another', async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post('*/api/v1/runbooks/deploy/runs', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'));
      return HttpResponse.error();
    }),
  );
  show(<StartPage />, '/runbooks/deploy/start', '/runbooks/:key/start');
  await userEvent.type(await screen.findByRole('combobox', { name: /Service/ }), 'shop');
  for (const more of ['', '', 's']) {
    if (more) await userEvent.type(screen.getByRole('combobox', { name: /Service/ }), more);
    const sent = keys.length;
    await userEvent.click(screen.getByRole('button', { name: 'Start the run' }));
    await expect.poll(() => keys.length).toBe(sent + 1);
    expect(await screen.findByRole('alert')).toHaveTextContent('Signalbox does not answer.');
  }

  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(screen.getByRole('combobox', { name: /Service/ })).toHaveValue('shops');
});
