import { expect, type Page } from '@playwright/test';

export const NAME = process.env.SIGNALBOX_USER ?? 'admin';
export const PASSWORD = process.env.SIGNALBOX_PASSWORD ?? '';

/** Logs in as a person does. */
export async function logIn(page: Page, address = '/'): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' }).first()).toBeAttached();
}

const OURS = { 'X-Requested-With': 'signalbox' };

/** Deploys a diagram, as whoever is logged in. */
export async function deploy(page: Page, diagram: string): Promise<void> {
  const deployed = await page.request.post('/api/v1/runbooks', { data: diagram, headers: { ...OURS, 'Content-Type': 'application/xml' } });
  expect(deployed.ok(), await deployed.text()).toBe(true);
}

/** Starts a run and says which; waits up to a minute for its end if told to. */
export async function start(page: Page, runbook: string, inputs: Record<string, string>, { reason = '', wait = false } = {}): Promise<string> {
  const started = await page.request.post(`/api/v1/runbooks/${runbook}/runs`, {
    data: { inputs, ...(reason && { reason }) },
    headers: { ...OURS, ...(wait && { Prefer: 'wait=60' }) },
    timeout: 90_000,
  });
  expect(started.ok(), await started.text()).toBe(true);
  return ((await started.json()) as { id: string }).id;
}
