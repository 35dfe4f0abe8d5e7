import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { deploy, logIn, NAME, PASSWORD, start } from './person';

const diagram = readFileSync(new URL('asking.bpmn', import.meta.url), 'utf8');

/** The other side: what is asked of /hangs is answered never, or 201 once it is well again; /missing is not there. */
let server: Server;
let address: string;
let well = false;
const asked: string[] = [];

test.beforeAll(async () => {
  server = createServer((request, response: ServerResponse) => {
    asked.push(request.url ?? '');
    if (request.url === '/hangs' && !well) return;
    response.statusCode = request.url === '/missing' ? 404 : 201;
    response.end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

test.beforeEach(async ({ page }) => {
  well = false;
  asked.length = 0;
  await logIn(page);
  await deploy(page, diagram);
});

/** Opens a run that somebody has to look at. */
async function stuckAt(page: Page, path: string, method = 'post'): Promise<void> {
  const id = await start(page, 'browser-asking', { url: address + path, method });
  await page.goto(`/runs/${id}`);
  await expect(page.getByRole('alert').getByText('Tell the other side')).toBeVisible();
}

const dialog = (page: Page) => page.getByRole('dialog');

/** What the step after it said, which saw the output. */
async function ended(page: Page, said: string): Promise<void> {
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: /Say what it answered/ }).click();
  await expect(page.getByRole('complementary', { name: 'Step Say what it answered' })).toContainText(said);
}

async function kept(page: Page, ...texts: string[]): Promise<void> {
  await page.getByRole('tab', { name: 'Acts' }).click();
  for (const text of texts) await expect(page.getByRole('tabpanel')).toContainText(text);
}

test('a step is tried again with another input', async ({ page }) => {
  await stuckAt(page, '/missing', 'get');
  await page.getByRole('alert').getByRole('button', { name: 'Try again…' }).click();
  const go = dialog(page).getByRole('button', { name: 'Try again' });
  await expect(go).toBeDisabled();
  const input = dialog(page).getByLabel('Input');
  const before = await input.inputValue();
  await input.fill('{"url": ');
  await dialog(page).getByLabel('Reason').fill('the path was wrong');
  await expect(dialog(page).getByText('This is not a JSON object.')).toBeVisible();
  await expect(go).toBeDisabled();
  await input.fill(before.replace('/missing', '/there'));
  await go.click();

  await ended(page, 'It answered 201');
  expect(asked).toEqual(['/missing', '/there']);
  await kept(page, 'the path was wrong');
});

test('a write that was refused is tried again', async ({ page }) => {
  await stuckAt(page, '/missing');
  await page.getByRole('alert').getByRole('button', { name: 'Try again…' }).click();
  const input = dialog(page).getByLabel('Input');
  await input.fill((await input.inputValue()).replace('/missing', '/there'));
  await dialog(page).getByLabel('Reason').fill('the path was wrong');
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await ended(page, 'It answered 201');
  expect(asked).toEqual(['/missing', '/there']);
});

test('a step is left out, and its output given by hand is seen by those that follow', async ({ page }) => {
  await stuckAt(page, '/missing');
  await page.getByRole('alert').getByRole('button', { name: 'Go on without…' }).click();
  await dialog(page).getByLabel('Output').fill('{"status": 299}');
  await dialog(page).getByLabel('Reason').fill('told them by phone');
  await dialog(page).getByRole('button', { name: 'Go on without it' }).click();

  await ended(page, 'It answered 299');
  await kept(page, 'told them by phone');
});

test('of a change that nobody knows of somebody says that it happened', async ({ page }) => {
  await stuckAt(page, '/hangs');
  await expect(page.getByRole('alert').getByRole('button', { name: 'Try again…' })).toHaveCount(0);
  await page.getByRole('alert').getByRole('button', { name: 'Say what happened…' }).click();
  const output = dialog(page).getByLabel('Output');
  await expect(output).toHaveValue(/"truncated": false/);
  await output.fill('{"status": 202}');
  await dialog(page).getByLabel('Reason').fill('it stands in their log');
  await dialog(page).getByRole('button', { name: 'That is what happened' }).click();
  await expect(dialog(page).getByText("'Headers' is required and was not given.").first()).toBeVisible();
  await output.fill('{"status": 202, "headers": {}, "truncated": false, "durationMs": 0}');
  await dialog(page).getByRole('button', { name: 'That is what happened' }).click();

  await ended(page, 'It answered 202');
  expect(asked).toEqual(['/hangs']);
  await kept(page, 'it stands in their log');
});

test('of a change that nobody knows of somebody says that it did not happen, and it is made', async ({ page }) => {
  await stuckAt(page, '/hangs');
  well = true;
  await page.getByRole('alert').getByRole('button', { name: 'Say what happened…' }).click();
  await dialog(page).getByText('It did not', { exact: true }).click();
  await expect(dialog(page).getByLabel('Output')).toHaveCount(0);
  await dialog(page).getByLabel('Reason').fill('nothing in their log');
  await dialog(page).getByRole('button', { name: 'That is what happened' }).click();

  await ended(page, 'It answered 201');
  expect(asked).toEqual(['/hangs', '/hangs']);
});

test('a dialog half filled in waits until one has logged in again', async ({ page }) => {
  await stuckAt(page, '/missing', 'get');
  await page.getByRole('alert').getByRole('button', { name: 'Try again…' }).click();
  await dialog(page).getByLabel('Reason').fill('half a thought');
  await page.mouse.click(5, 5);
  await page.context().clearCookies();
  // The page may have asked something by itself meanwhile, and hides the dialog already.
  await dialog(page).getByRole('button', { name: 'Try again' }).click({ timeout: 3_000 }).catch(() => undefined);
  await expect(page.getByRole('heading', { name: 'Log in again' })).toBeVisible();
  await expect(page.getByLabel('Reason')).toBeHidden();
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(dialog(page).getByLabel('Reason')).toHaveValue('half a thought');
});

test('what was not opened before is there while the server is away, and goes on once it is back', async ({ page }) => {
  await stuckAt(page, '/missing', 'get');
  const loaded = (part: RegExp) => page.evaluate((name) => performance.getEntriesByType('resource').some((entry) => new RegExp(name).test(entry.name)), part.source);
  await expect.poll(() => loaded(/\/Log-[^/]*\.js$/)).toBe(true);
  await expect.poll(() => loaded(/\/ActDialog-[^/]*\.js$/)).toBe(true);
  const away = page.getByText('it goes on by itself afterwards');
  await page.context().setOffline(true);
  await page.getByRole('alert').getByRole('button', { name: 'Try again…' }).click();
  await dialog(page).getByLabel('Reason').fill('half a thought');
  await dialog(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('Signalbox does not answer.');
  await expect(away).toBeVisible();
  await page.context().setOffline(false);
  await expect(away).toBeHidden();
  await expect(dialog(page).getByLabel('Reason')).toHaveValue('half a thought');
  await page.keyboard.press('Escape');

  await page.context().setOffline(true);
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(away).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole('log')).toContainText('answered 404');

  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Connectors' }).first().click();
  await expect(page.getByText('This page is not here yet')).toBeVisible();
  await expect(away).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'Connectors', level: 1 })).toBeVisible();
});

test('two of its runs are compared, and what it says of itself can be read', async ({ page }) => {
  const good = await start(page, 'browser-asking', { url: `${address}/there` }, { wait: true });
  await stuckAt(page, '/missing');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('listitem').getByRole('link', { name: /Succeeded/ }).first().click();
  await expect(page.getByRole('status', { name: 'First difference' })).toContainText('Tell the other side');
  await expect(page.getByRole('table', { name: 'Inputs' })).toContainText('/missing');
  await expect(page.getByRole('table', { name: 'Steps' })).toContainText('not there');
  await expect(page.locator('.djs-element.sb-side-differs')).toBeAttached();

  await page.goto('/runs');
  await page.getByRole('checkbox').nth(0).check();
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('status', { name: 'First difference' })).toBeVisible();
  await page.goto(`/runs/compare?a=${good}&b=no-such-run`);
  await expect(page.getByRole('alert')).toContainText('One of these runs cannot be shown');
  await page.goto('/runs/compare');
  await expect(page.getByText('Which two runs?')).toBeVisible();

  await page.goto('/runbooks/browser-asking?tab=versions');
  await expect(page.getByRole('heading', { name: 'What it is for' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'to look' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('what a start takes');
});
