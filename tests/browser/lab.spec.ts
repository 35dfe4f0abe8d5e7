import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { logIn } from './person';

const registry = process.env.LAB_REGISTRY ?? '';
const host = process.env.LAB_HOST ?? 'web-1';
const base = process.env.SIGNALBOX_URL ?? 'http://127.0.0.1:8080';

/** Types into a field of the properties, in its group. */
async function property(page: Page, group: string, label: string, value: string): Promise<void> {
  const side = page.getByRole('complementary', { name: 'Properties' });
  const field = side.getByLabel(label, { exact: true });
  if (!(await field.isVisible())) await side.locator('.bio-properties-panel-group-header', { hasText: new RegExp(`^${group}`) }).first().click();
  await field.fill(value);
}

async function startWith(page: Page, key: string, version: string, reason: string): Promise<void> {
  await page.goto(`/runbooks/${key}/start`);
  await page.getByLabel(/version/).fill(version);
  await page.getByLabel(/Reason/).fill(reason);
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByRole('heading', { name: 'Prepare a release' })).toBeVisible();
}

async function approve(page: Page): Promise<void> {
  await page.goto('/approvals');
  const card = page.getByRole('article', { name: 'Release it?' });
  await card.getByLabel('Comment').fill('looks good');
  await card.getByRole('button', { name: 'Approve' }).click();
  await expect(card).toHaveCount(0);
}

test('from the first login over the editor and a failure to the post-mortem', async ({ page }) => {
  test.skip(!registry, 'There is no lab.');
  const key = `release-${Date.now()}`;

  // Modelled: pull an image, ask an address, let somebody decide.
  await logIn(page, '/editor');
  const steps = page.getByRole('complementary', { name: 'Steps' });
  await property(page, 'General', 'Name', 'Prepare a release');
  await property(page, 'General', 'ID', key);
  await page.getByRole('tab', { name: 'Inputs' }).click();
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByLabel('Name of input1').fill('version');
  await page.getByLabel('Name of version').blur();
  await page.getByLabel('version is needed').check();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await steps.getByLabel('Find a step').fill('pull an image');
  await steps.getByRole('button', { name: 'Pull an image' }).click();
  await property(page, 'Inputs', 'Host', host);
  await property(page, 'Inputs', 'Image', `${registry}/shop:\${version}`);
  await steps.getByLabel('Find a step').fill('http request');
  await steps.getByRole('button', { name: 'Send an HTTP request' }).click();
  await property(page, 'Inputs', 'URL', new URL('/actuator/health', base).href);
  const kinds = page.locator('.djs-popup-search input');
  await expect(async () => {
    if (!(await kinds.isVisible())) await page.locator('.djs-context-pad [data-action="append"]').click();
    await expect(kinds).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.locator('.djs-popup').getByText('User task', { exact: true }).click();
  const type = page.getByRole('complementary', { name: 'Properties' }).locator('.bio-properties-panel-header-type');
  await expect(type).toHaveText(/user task/i);
  await property(page, 'General', 'Name', 'Release it?');
  // What was typed is taken over a moment later and draws the pad anew, maybe right under the pointer.
  await expect(async () => {
    await page.locator('.djs-context-pad [data-action="append.end-event"]').click({ timeout: 2_000 });
    await expect(type).toHaveText(/end event/i, { timeout: 2_000 });
  }).toPass();
  await property(page, 'General', 'Name', 'Ready');
  await expect(page.locator('.djs-label').getByText('Ready')).toBeVisible();
  await expect(page.getByText(/'Image' is required|'URL' is required/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByRole('button', { name: 'Deploy as a new runbook' }).click();
  await expect(page).toHaveURL(new RegExp(`/runbooks/${key}/edit`));

  // It fails: there is no such version. With one that is there it goes on, live.
  await startWith(page, key, '9.9', 'the new search');
  await expect(page.getByRole('alert').getByText('Pull an image')).toBeVisible();
  const failed = page.url().replace(/.*\/runs\/([^?]+).*/, '$1');
  await page.getByRole('alert').getByRole('button', { name: 'Try again…' }).click();
  const dialog = page.getByRole('dialog');
  const input = dialog.getByLabel('Input');
  await input.fill((await input.inputValue()).replace('shop:9.9', 'shop:1.1'));
  await dialog.getByLabel('Reason').fill('9.9 was never built');
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Waiting', { exact: true }).first()).toBeVisible();
  await approve(page);
  await page.goto(`/runs/${failed}`);
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Ready', { exact: true }).first()).toBeVisible();

  // The history: what was tried, and by whom it was set right.
  await page.getByRole('button', { name: /Pull an image/ }).first().click();
  const panel = page.getByRole('complementary', { name: 'Step Pull an image' });
  await expect(panel).toContainText('DOCKER_IMAGE_NOT_FOUND');
  await expect(panel).toContainText('shop:1.1');
  await page.getByRole('tab', { name: 'Acts' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('9.9 was never built');
  await expect(page.getByRole('tabpanel')).toContainText('looks good');

  // Another one that went well, to compare it with.
  await startWith(page, key, '1.1', 'once more');
  await expect(page.getByText('Waiting', { exact: true }).first()).toBeVisible();
  const good = page.url().replace(/.*\/runs\/([^?]+).*/, '$1');
  await approve(page);
  await page.goto(`/runs/compare?a=${failed}&b=${good}`);
  await expect(page.getByRole('table', { name: 'Inputs' })).toContainText('9.9');
  await expect(page.getByRole('table', { name: 'Steps' })).toContainText('Pull an image');
  await expect(page.getByText('Both ran version 1.')).toBeVisible();

  // Told to others.
  await page.goto(`/runs/${failed}`);
  await page.getByRole('button', { name: 'Export' }).click();
  const [markdown] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /Markdown/ }).click()]);
  const text = await readFile(await markdown.path(), 'utf8');
  expect(text).toContain('# Prepare a release: Ready');
  expect(text).toContain('```mermaid');
  for (const part of ['Time to detect', 'Time to resolve', '9.9 was never built', 'Release it?', 'DOCKER_IMAGE_NOT_FOUND']) expect(text).toContain(part);
  await page.getByRole('button', { name: 'Export' }).click();
  const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: /JSON/ }).click()]);
  const all = JSON.parse(await readFile(await json.path(), 'utf8')) as Record<string, unknown>;
  expect(Object.keys(all)).toEqual(['exportedAt', 'name', 'run', 'steps', 'timeline', 'path', 'log', 'diagram']);
});

test('who starts a run is offered the services and labels of the site', async ({ page }) => {
  test.skip(!registry, 'There is no lab.');
  await logIn(page, '/runbooks/deploy/start');
  const service = page.getByRole('combobox', { name: 'Service' });
  await service.click();
  await page.getByRole('option', { name: 'shop', exact: true }).click();
  await expect(service).toHaveValue('shop');
  const hosts = page.getByRole('combobox', { name: 'Hosts' });
  await hosts.fill('ro');
  await page.getByRole('option', { name: 'role=web', exact: true }).click();
  await expect(hosts).toHaveValue('role=web');
  await expect(page.getByText('"hosts":"role=web"')).toBeVisible();
});
