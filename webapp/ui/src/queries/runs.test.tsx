import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { server } from '../testing/server';
import { makeQueryClient } from './client';
import { useFirstSteps, useSteps } from './runs';

test('the first steps of a run of very many are there before the others', async () => {
  let send: () => void = () => undefined;
  const others = new Promise<void>((resolve) => (send = resolve));
  server.use(
    http.get('*/api/v1/runs/r1/steps', async ({ request }) => {
      if (!new URL(request.url).searchParams.has('cursor')) return HttpResponse.json({ items: [{ id: 's1' }], next: 's1' });
      await others;
      return HttpResponse.json({ items: [{ id: 's2' }] });
    }),
  );
  const client = makeQueryClient();
  const { result } = renderHook(() => ({ all: useSteps('r1').data, first: useFirstSteps('r1') }), {
    wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>,
  });
  await waitFor(() => expect(result.current).toEqual({ all: undefined, first: [{ id: 's1' }] }));
  send();

  await waitFor(() => expect(result.current.all).toEqual([{ id: 's1' }, { id: 's2' }]));
});
