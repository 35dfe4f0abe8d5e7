import { QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, take } from '../api/client';
import { server } from '../testing/server';
import { makeQueryClient } from './client';
import { keys } from './keys';
import { useServer } from './live';

function Page() {
  const at = useServer();
  const runs = useQuery({ queryKey: keys.runs.all, queryFn: () => take(api.GET('/api/v1/runs')) });
  const act = useMutation({ mutationFn: () => take(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: 'r1' } }, body: { reason: 'x' } })) });
  return (
    <button onClick={() => act.mutate()}>
      {at} {runs.data?.items.length}
    </button>
  );
}

test('a request without an answer says that the server is away, until it is back and what is shown is asked for again', async () => {
  let back = false;
  let looked = 0;
  let count = 0;
  server.use(
    http.get('*/api/v1/runs', () => HttpResponse.json({ items: Array.from({ length: count }, () => ({})) })),
    http.post('*/api/v1/runs/r1/cancel', () => HttpResponse.error()),
    http.get('*/actuator/health', () => {
      looked++;
      if (looked > 1 && !back) return HttpResponse.json({ status: 'DOWN' }, { status: 503 });
      return back ? HttpResponse.json({ status: 'UP' }) : HttpResponse.error();
    }),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByText('works 0'));
  expect(await screen.findByText('silent 0')).toBeVisible();
  expect(await screen.findByText('unable 0', undefined, { timeout: 8_000 })).toBeVisible();
  count = 3;
  back = true;

  expect(await screen.findByText('works 3', undefined, { timeout: 8_000 })).toBeVisible();
});

test('a server that says it cannot work is awaited as well', async () => {
  let back = false;
  server.use(
    http.get('*/api/v1/runs', () => HttpResponse.json({ items: [] })),
    http.post('*/api/v1/runs/r1/cancel', () => HttpResponse.json({ status: 503, code: 'DATABASE_UNAVAILABLE' }, { status: 503 })),
    http.get('*/actuator/health', () => HttpResponse.json({}, { status: back ? 200 : 503 })),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByText('works 0'));
  expect(await screen.findByText('unable 0')).toBeVisible();
  back = true;

  expect(await screen.findByText('works 0', undefined, { timeout: 8_000 })).toBeVisible();
});

test('that the server cannot work is said at the first failure, while the page still asks again', async () => {
  let asked = 0;
  server.use(
    http.get('*/api/v1/runs', () => {
      asked++;
      return HttpResponse.json({ status: 503, code: 'DATABASE_UNAVAILABLE' }, { status: 503 });
    }),
    http.get('*/actuator/health', () => HttpResponse.json({}, { status: 503 })),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('unable', undefined, { timeout: 900 })).toBeVisible();
  expect(asked).toBe(1);
});
