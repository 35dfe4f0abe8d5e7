import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { App } from './App';
import { server } from './testing/server';

test('a page that is opened while the server is away says so, and goes on once it is back', async () => {
  let back = false;
  server.use(
    http.get('*/api/v1/session', () => (back ? HttpResponse.json({ status: 401, code: 'UNAUTHENTICATED' }, { status: 401 }) : HttpResponse.error())),
    http.get('*/actuator/health', () => (back ? HttpResponse.json({}) : HttpResponse.error())),
  );
  render(<App />);
  expect(await screen.findByRole('alert')).toHaveTextContent('Signalbox cannot be reached');
  back = true;

  expect(await screen.findByRole('button', { name: 'Log in' }, { timeout: 8_000 })).toBeVisible();
});
