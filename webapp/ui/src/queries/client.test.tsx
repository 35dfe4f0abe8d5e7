import { QueryClientProvider, useMutation, useQuery } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { api, take } from '../api/client';
import { server } from '../testing/server';
import { makeQueryClient } from './client';
import { keys } from './keys';
import { useConnected } from './live';

function Page() {
  const connected = useConnected();
  const runs = useQuery({ queryKey: keys.runs.all, queryFn: () => take(api.GET('/api/v1/runs')) });
  const act = useMutation({ mutationFn: () => take(api.POST('/api/v1/runs/{id}/cancel', { params: { path: { id: 'r1' } }, body: { reason: 'x' } })) });
  return (
    <button onClick={() => act.mutate()}>
      {connected ? 'here' : 'away'} {runs.data?.items.length}
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
    http.get('*/actuator/health/readiness', () => {
      looked++;
      return back ? HttpResponse.json({ status: 'UP' }) : HttpResponse.error();
    }),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Page />
    </QueryClientProvider>,
  );
  await userEvent.click(await screen.findByText('here 0'));
  expect(await screen.findByText('away 0')).toBeVisible();
  await expect.poll(() => looked, { timeout: 8_000 }).toBe(2);
  count = 3;
  back = true;

  expect(await screen.findByText('here 3', undefined, { timeout: 8_000 })).toBeVisible();
});
