import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { show } from '../../testing/render';
import { server } from '../../testing/server';
import { OwnPassword } from './OwnPassword';

async function fill(present: string, password: string, again: string) {
  await userEvent.type(screen.getByLabelText('Present password'), present);
  await userEvent.type(screen.getByLabelText('New password'), password);
  await userEvent.type(screen.getByLabelText('New password, again'), again);
}

test('a new password must be the same twice, and is sent with the present one', async () => {
  let seen: unknown;
  server.use(
    http.post('*/api/v1/session/password', async ({ request }) => {
      seen = await request.json();
      return HttpResponse.json({ name: 'ada', roles: ['VIEWER'], ownPassword: true });
    }),
  );
  show(<OwnPassword name="ada" />);
  await userEvent.click(screen.getByRole('button', { name: 'Change your password…' }));
  await fill('open sesame', 'battery staple', 'battery table');
  expect(screen.getByText('This is not the same.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Change it' })).toBeDisabled();
  await userEvent.clear(screen.getByLabelText('New password, again'));
  await userEvent.type(screen.getByLabelText('New password, again'), 'battery staple{Enter}');

  expect(await screen.findByText(/Your password was changed/)).toBeVisible();
  expect(seen).toEqual({ present: 'open sesame', password: 'battery staple' });
});

test('when the present one is wrong, all that was typed stays', async () => {
  server.use(
    http.post('*/api/v1/session/password', () =>
      HttpResponse.json({ type: 'x', title: 'x', status: 403, code: 'PASSWORD_WRONG', detail: 'The present password is not right.', findings: [] }, { status: 403 }),
    ),
  );
  show(<OwnPassword name="ada" />);
  await userEvent.click(screen.getByRole('button', { name: 'Change your password…' }));
  await fill('open says me', 'battery staple', 'battery staple');
  await userEvent.click(screen.getByRole('button', { name: 'Change it' }));

  expect(await screen.findByRole('alert')).toHaveTextContent('The present password is not right.');
  expect(screen.getByLabelText('New password')).toHaveValue('battery staple');
});
