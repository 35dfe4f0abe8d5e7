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
