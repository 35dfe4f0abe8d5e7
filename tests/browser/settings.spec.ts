import { expect, test } from '@playwright/test';
import { logIn } from './person';

test('a user is added, logs in, is disabled and removed', async ({ page, browser }) => {
  const name = `nina-${Date.now()}`;
  await logIn(page, '/settings');
  await page.getByRole('button', { name: 'Add a user' }).click();
  const form = page.getByRole('form', { name: 'Add a user' });
  await form.getByLabel('Name').fill('no spaces');
  await form.getByRole('button', { name: 'Add the user' }).click();
  await expect(form.getByText(/letters, digits/).first()).toBeVisible();
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Modeler' }).click();
  await form.getByRole('button', { name: 'Add the user' }).click();
  const told = page.getByRole('status').filter({ hasText: `${name} was added` });
  const password = (await told.locator('code').textContent()) ?? '';
  expect(password).toMatch(/^\w{20}$/);
  await told.getByRole('button', { name: 'I have kept it' }).click();

  const row = page.getByRole('list', { name: 'Users' }).getByRole('listitem').filter({ hasText: name });
  await expect(row.getByRole('button', { name: 'Modeler' })).toHaveAttribute('aria-pressed', 'true');
  await row.getByRole('button', { name: 'Operator' }).click();
  await expect(row.getByRole('button', { name: 'Operator' })).toHaveAttribute('aria-pressed', 'false');

  const other = await (await browser.newContext()).newPage();
  await other.goto('/settings');
  await other.getByLabel('Name').fill(name);
  await other.getByLabel('Password', { exact: true }).fill(password);
  await other.getByRole('button', { name: 'Log in' }).click();
  await expect(other.getByText('Administrators add users')).toBeVisible();

  await other.getByRole('button', { name: 'Change your password…' }).click();
  const own = other.getByRole('form', { name: 'Change your password' });
  await own.getByLabel('Present password').fill('not the one');
  await own.getByLabel('New password', { exact: true }).fill('battery staple');
  await own.getByLabel('New password, again').fill('battery staple');
  await own.getByRole('button', { name: 'Change it' }).click();
  await expect(own.getByRole('alert')).toContainText('The present password is not right.');
  await own.getByLabel('Present password').fill(password);
  await own.getByRole('button', { name: 'Change it' }).click();
  await expect(other.getByRole('status').filter({ hasText: 'Your password was changed' })).toBeVisible();
  await other.reload();
  await expect(other.getByText('Administrators add users')).toBeVisible();

  await row.getByRole('button', { name: `What to do with ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(row).toContainText('disabled');
  await other.reload();
  await expect(other.getByRole('heading', { name: 'Log in to Signalbox' })).toBeVisible();
  await other.context().close();

  await row.getByRole('button', { name: `What to do with ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await row.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(row).toHaveCount(0);
});

test('the last administrator stays, and the page says why', async ({ page }) => {
  await logIn(page, '/settings');
  const admins = page.getByRole('list', { name: 'Users' }).getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Admin', pressed: true }) });
  await expect(admins.first()).toBeVisible();
  const configured = admins.filter({ hasText: 'in the configuration' });
  for (const button of await configured.getByRole('button', { name: 'Admin' }).all()) await expect(button).toBeDisabled();
});

test('a token is made, shown once, counts, and is revoked', async ({ page, playwright, baseURL }) => {
  await logIn(page, '/settings');
  const name = `backup ${Date.now()}`;
  await page.getByRole('button', { name: 'Make a token' }).click();
  const form = page.getByRole('form', { name: 'Make a token' });
  await form.getByLabel('What it is for').fill(name);
  await form.getByRole('button', { name: 'Make the token' }).click();
  const told = page.getByRole('status').filter({ hasText: name });
  const secret = (await told.locator('code').textContent()) ?? '';
  await told.getByRole('button', { name: 'I have kept it' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  const program = await playwright.request.newContext({ ...(baseURL && { baseURL }), extraHTTPHeaders: { Authorization: `Bearer ${secret}` } });
  expect((await program.get('/api/v1/runs')).status()).toBe(200);
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke the token' }).click();
  await expect(page.getByRole('list', { name: 'Tokens' })).not.toContainText(name);
  expect((await program.get('/api/v1/runs')).status()).toBe(401);
  await program.dispose();
});
