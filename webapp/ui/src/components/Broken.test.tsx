import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { server } from '../testing/server';
import { show } from '../testing/render';
import { Broken } from './Broken';

function Part(): never {
  throw new TypeError('Failed to fetch dynamically imported module: /assets/Site.js');
}

test('a part of the page that is missing while the server is away is loaded when it is back', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const reload = vi.fn();
  vi.stubGlobal('location', { ...window.location, origin: window.location.origin, reload });
  let back = false;
  server.use(http.get('*/actuator/health', () => (back ? HttpResponse.json({}) : HttpResponse.error())));
  show(
    <Broken>
      <Part />
    </Broken>,
  );
  expect(await screen.findByText('This page is not here yet')).toBeVisible();
  expect(reload).not.toHaveBeenCalled();
  back = true;

  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce(), { timeout: 8_000 });
  vi.unstubAllGlobals();
});

test('a part of the page that is missing on a server that works was one of another version', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  server.use(http.get('*/actuator/health', () => HttpResponse.json({})));
  show(
    <Broken>
      <Part />
    </Broken>,
  );

  expect(await screen.findByRole('button', { name: 'Load the new version' })).toBeVisible();
});
