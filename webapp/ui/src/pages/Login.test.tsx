import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { server } from '../testing/server';
import { show } from '../testing/render';
import { Login } from './Login';

test('a wrong password is said, and what was typed stays', async () => {
  server.use(
    http.post('*/api/v1/session', () =>
      HttpResponse.json({ type: 'x', title: 'x', status: 401, code: 'LOGIN_FAILED', detail: 'The name or the password is not right.', findings: [] }, { status: 401 }),
    ),
  );
  show(<Login />);
  await userEvent.type(screen.getByLabelText('Name'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Log in' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('The name or the password is not right.');
  expect(screen.getByLabelText('Name')).toHaveValue('ada');
});

test('name and password are sent as one request that says where it comes from', async () => {
  let seen: unknown;
  server.use(
    http.post('*/api/v1/session', async ({ request }) => {
      seen = { body: await request.json(), from: request.headers.get('X-Requested-With') };
      return HttpResponse.json({ name: 'ada', roles: ['VIEWER'], ownPassword: true });
    }),
  );
  show(<Login />);
  await userEvent.type(screen.getByLabelText('Name'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'open sesame{Enter}');

  await expect.poll(() => seen).toEqual({ body: { name: 'ada', password: 'open sesame' }, from: 'signalbox' });
});
