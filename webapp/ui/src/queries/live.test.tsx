import { QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { server } from '../testing/server';
import { makeQueryClient } from './client';
import { keys } from './keys';
import { useLiveRun } from './live';
import { useRun } from './runs';

test('an answer that was on its way before the news does not take their place', async () => {
  let told: () => void = () => undefined;
  const news = new Promise<void>((resolve) => (told = resolve));
  let asked = 0;
  server.use(
    http.get('*/api/v1/runs/r1', async () => {
      asked++;
      // The first answer is made before the news and comes after them.
      const state = asked === 1 ? 'RUNNING' : 'NEEDS_ATTENTION';
      await news;
      return HttpResponse.json({ id: 'r1', state });
    }),
    http.get('*/api/v1/runs/r1/events', () => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          const send = (text: string) => controller.enqueue(new TextEncoder().encode(text));
          send(':hello\n\n');
          setTimeout(() => {
            send('id:1\nevent:run\ndata:{"id":"r1","state":"NEEDS_ATTENTION"}\n\n');
            setTimeout(told, 200);
          }, 200);
        },
      });
      return new HttpResponse(stream, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  const client = makeQueryClient();
  client.setQueryData(keys.runs.one('r1'), { id: 'r1', state: 'RUNNING' });
  const { result } = renderHook(
    () => {
      useLiveRun('r1', true);
      return useRun('r1').data?.state;
    },
    { wrapper: ({ children }) => <QueryClientProvider client={client}>{children}</QueryClientProvider> },
  );
  await waitFor(() => expect(asked).toBeGreaterThan(1));
  await waitFor(() => expect(result.current).toBe('NEEDS_ATTENTION'));
});
