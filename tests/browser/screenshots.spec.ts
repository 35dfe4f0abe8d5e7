import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { logIn, start } from './person';

// Pictures for the README and docs: WebP, from the real application and the lab. Written where SCREENSHOTS says, else beside the results.
const folder = process.env.SCREENSHOTS ?? join(process.env.BROWSER_OUTPUT ?? 'target', 'screenshots');

const LOOKS = [
  { suffix: '', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { suffix: '-dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { suffix: '-phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const;

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  await writeFile(join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}

async function inEveryLook(browser: Browser, shown: (page: Page, suffix: string) => Promise<void>): Promise<void> {
  for (const { suffix, ...look } of LOOKS) {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await logIn(page);
    await shown(page, suffix);
    await context.close();
  }
}

test('the pages as they are', async ({ page, browser }) => {
  test.skip(!process.env.LAB_REGISTRY, 'There is no lab.');
  await mkdir(folder, { recursive: true });
  await logIn(page);
  const good = await start(page, 'deploy', { service: 'shop', version: '1.0' }, { reason: 'the release of the week', wait: true });
  const bad = await start(page, 'deploy', { service: 'shop', version: '1.2', healthyWithin: '5s' }, { reason: 'faster search', wait: true });
  await inEveryLook(browser, async (shown, suffix) => {
    await shown.goto(`/runs/${bad}`);
    await expect(shown.locator('.djs-element.sb-taken').first()).toBeAttached();
    await expect(shown.getByText('Rolled back', { exact: true }).first()).toBeVisible();
    await expect(shown.getByRole('button', { name: /Wait until it answers/ }).first()).toBeAttached();
    await shoot(shown, `run${suffix}`);

    await expect(shown.getByRole('region', { name: 'Why it failed' })).toContainText('HTTP_NOT_IN_TIME');
    await shown.goto(`/runs/${bad}?tab=values`);
    await expect(shown.getByRole('tabpanel')).toContainText('stoppedBecause');
    expect(await shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);

    await shown.goto(`/runs/compare?a=${good}&b=${bad}`);
    await expect(shown.locator('.djs-element.sb-side-differs').first()).toBeAttached();
    await expect(shown.getByRole('status', { name: 'First difference' })).toContainText('Wait until it answers');
    await shoot(shown, `compare${suffix}`);

    await shown.goto('/');
    await expect(shown.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await expect(shown.getByRole('figure').first()).toBeVisible();
    await shoot(shown, `now${suffix}`);

    await shown.goto('/runbooks/deploy/edit');
    await expect(shown.locator('[data-element-id]').first()).toBeVisible();
    await expect(shown.getByText(/Nothing is wrong|Problems/).first()).toBeVisible();
    await shoot(shown, `editor${suffix}`);
  });
});
