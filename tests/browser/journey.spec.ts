import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { logIn } from './person';

const diagram = readFileSync(new URL('greeting.bpmn', import.meta.url), 'utf8');

test('from the login to the history of a run', async ({ page }) => {
  await logIn(page);
  const deployed = await page.request.post('/api/v1/runbooks', {
    data: diagram,
    headers: { 'Content-Type': 'application/xml', 'X-Requested-With': 'signalbox' },
  });
  expect(deployed.ok(), await deployed.text()).toBe(true);

  await page.goto('/runbooks');
  await page.getByRole('link', { name: 'Start Browser greeting' }).click();
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByText('This is needed.')).toBeVisible();
  await page.getByLabel(/Whom to greet/).fill('the night shift');
  await expect(page.locator('pre')).toContainText('the night shift');
  await page.getByLabel(/Reason/).fill('to see it work');
  await page.getByRole('button', { name: 'Start the run' }).click();

  // Watched live: it waits a second, then ends.
  await expect(page.getByRole('heading', { name: /Browser greeting/ })).toBeVisible();
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Greeted', { exact: true }).first()).toBeVisible();
  await expect(page.locator('.djs-element.sb-taken').first()).toBeAttached();

  // A step, read.
  await page.getByRole('button', { name: /Say hello/ }).click();
  const step = page.getByRole('complementary', { name: 'Step Say hello' });
  await expect(step).toContainText('flow.note');
  await expect(step).toContainText('Hello, the night shift');
  await page.getByRole('tab', { name: 'Inputs and outputs' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('the night shift');
  await page.getByRole('tab', { name: 'Acts' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('to see it work');

  // The address says it all.
  await page.reload();
  await expect(step).toContainText('Hello, the night shift');

  await page.goto('/runs?q=night');
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: 'Browser greeting' }).first()).toBeVisible();
});

test('what is not there says so, and leads on', async ({ page }) => {
  await logIn(page, '/nowhere');
  await expect(page.getByText('There is nothing at this address')).toBeVisible();
  await page.goto('/runs/no-such-run');
  await expect(page.getByRole('heading', { name: 'This run cannot be shown' })).toBeVisible();
  await page.getByRole('link', { name: 'To the runs' }).click();
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
});

test('the palette finds a page', async ({ page }) => {
  await logIn(page);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Find a page/).fill('site');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Site' })).toBeVisible();
});

test('logging out shows nothing any more', async ({ page }) => {
  await logIn(page, '/settings');
  await page.getByRole('button', { name: /menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in to Signalbox' })).toBeVisible();
  expect((await page.request.get('/api/v1/runs')).status()).toBe(401);
});
