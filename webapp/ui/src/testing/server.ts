import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { Me } from '../api/client';

const me: Me = { name: 'ada', roles: ['VIEWER', 'ADMIN'], ownPassword: true };

/** What is answered unless a test says otherwise. */
export const server = setupServer(
  http.get('*/api/v1/session', () => HttpResponse.json(me)),
  http.get('*/api/v1/events', () => new HttpResponse(new ReadableStream(), { headers: { 'Content-Type': 'text/event-stream' } })),
  http.get('*/actuator/health/readiness', () => HttpResponse.json({ status: 'UP' })),
  http.get('*/api/v1/runbooks', () => HttpResponse.json({ items: [] })),
  http.get('*/api/v1/runs', () => HttpResponse.json({ items: [] })),
);
