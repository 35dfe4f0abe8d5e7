import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { server } from '../testing/server';
import { follow, parse } from './stream';

test('an event is read from its lines', () => {
  expect(parse('id:7\nevent:step\ndata:{"a":1}\ndata: more')).toEqual({ id: '7', type: 'step', data: '{"a":1}\nmore' });
  expect(parse(':alive')).toBeNull();
});

test('after a break it goes on from the last event', async () => {
  const asked: (string | null)[] = [];
  server.use(
    http.get('*/stream', ({ request }) => {
      asked.push(request.headers.get('Last-Event-ID'));
      const text = asked.length === 1 ? 'id:1\nevent:log\ndata:{}\n\nid:2\nevent:log\ndata:{}\n\n' : 'event:end\ndata:{}\n\n';
      return new HttpResponse(text, { headers: { 'Content-Type': 'text/event-stream' } });
    }),
  );
  let ended = false;
  let events = 0;
  follow(`${window.location.origin}/stream`, { on: (got) => (events += got.length), live: () => undefined, ended: () => (ended = true) });

  await expect.poll(() => ended, { timeout: 5000 }).toBe(true);
  expect(events).toBe(2);
  expect(asked).toEqual([null, '2']);
});
