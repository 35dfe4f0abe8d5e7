import { expect, test, type Page } from '@playwright/test';
import { logIn } from './person';

const problems = (page: Page) => page.getByRole('list', { name: 'Problems' });

/** Types into a field of the properties, in its group. */
async function property(page: Page, group: string, label: string, value: string): Promise<void> {
  const side = page.getByRole('complementary', { name: 'Properties' });
  const field = side.getByLabel(label, { exact: true });
  if (!(await field.isVisible())) await side.locator('.bio-properties-panel-group-header', { hasText: new RegExp(`^${group}`) }).first().click();
  await field.fill(value);
}

test('a runbook is drawn, put right, deployed and started', async ({ page }) => {
  const key = `drawn-${Date.now()}`;
  await logIn(page, '/editor');
  const steps = page.getByRole('complementary', { name: 'Steps' });

  // The process.
  await property(page, 'General', 'Name', 'Drawn in the browser');
  await property(page, 'General', 'ID', key);

  // What it asks for.
  await page.getByRole('tab', { name: 'Inputs' }).click();
  await page.getByRole('button', { name: 'Add an input' }).click();
  await page.getByLabel('Name of input1').fill('whom');
  await page.getByLabel('Name of whom').blur();
  await page.getByLabel('whom is needed').check();

  // Two steps and an end.
  await page.getByRole('tab', { name: /Problems/ }).click();
  await steps.getByLabel('Find a step').fill('http request');
  await steps.getByRole('button', { name: 'Send an HTTP request' }).click();
  await expect(page.locator('[data-element-id=request]')).toBeVisible();
  await expect(problems(page).getByText(/'URL' is required/)).toBeVisible();
  await expect(problems(page).getByText(/no end event/)).toBeVisible();
  await property(page, 'Inputs', 'URL', new URL('/actuator/health', process.env.SIGNALBOX_URL ?? 'http://127.0.0.1:8080').href);
  await steps.getByLabel('Find a step').fill('note');
  await steps.getByRole('button', { name: 'Write a note' }).click();
  await expect(page.locator('[data-element-id=note]')).toBeVisible();
  await page.locator('.djs-context-pad [data-action="append.end-event"]').click();
  await property(page, 'General', 'Name', 'Drawn');

  // The list leads to what is wrong, and the variables known there are offered.
  await problems(page).getByRole('button', { name: /'Text' is required/ }).click();
  const side = page.getByRole('complementary', { name: 'Properties' });
  await property(page, 'Inputs', 'Text', 'Hello, ${');
  await page.getByLabel('Find a variable').fill('status');
  await expect(page.getByRole('option', { name: /request\.status/ })).toBeVisible();
  await page.getByLabel('Find a variable').fill('whom');
  await page.keyboard.press('Enter');
  await expect(side.getByLabel('Text', { exact: true })).toHaveValue('Hello, ${whom}');
  await expect(page.getByText('Nothing is wrong', { exact: true })).toBeVisible();

  // Work survives.
  await page.reload();
  await expect(page.getByText(/was brought back/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep it' }).click();

  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Changes' })).toContainText('Write a note');
  await page.getByRole('button', { name: 'Deploy as a new runbook' }).click();
  await expect(page).toHaveURL(new RegExp(`/runbooks/${key}/edit`));

  // The next version, and the way back to the first.
  await page.locator('[data-element-id=note]').click();
  await property(page, 'Inputs', 'Text', 'Good evening, ${whom}');
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Changes' })).toContainText('Good evening, ${whom}');
  await page.getByRole('button', { name: 'Deploy as version 2' }).click();
  await expect(page.getByText(`Version 2 of ${key} is deployed.`)).toBeVisible();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: /^v1/ }).click();
  await expect(page.getByRole('table', { name: 'Changes' })).toContainText('Good evening, ${whom}');
  await page.getByRole('button', { name: 'Go on from version 1' }).click();
  await expect(page.getByText(/Changed since v2/)).toBeVisible();

  await page.goto(`/runbooks/${key}/start`);
  await page.getByLabel(/whom/).fill('the late shift');
  await page.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Drawn', { exact: true }).first()).toBeVisible();
});
