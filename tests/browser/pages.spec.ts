import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { logIn } from './person';

const PAGES = ['/', '/runbooks', '/runbooks/browser-greeting', '/runbooks/browser-greeting/start', '/runbooks/deploy?tab=versions', '/runs/compare', '/runs', '/approvals', '/site', '/site?tab=hosts', '/connectors', '/settings', '/editor', '/runbooks/browser-greeting/edit', '/nowhere'];

for (const scheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    test(`no page is hard to read: ${scheme}, ${width}×${height}`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
      const page = await context.newPage();
      const broken: string[] = [];
      page.on('pageerror', (error) => broken.push(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) broken.push(message.text());
      });
      await logIn(page);
      const [run, before] = ((await (await page.request.get('/api/v1/runs?limit=2')).json()) as { items: { id: string }[] }).items;
      for (const path of [...PAGES, ...(run ? [`/runs/${run.id}`, `/runs/${run.id}?tab=log`, `/runs/compare?b=${run.id}`] : []), ...(run && before ? [`/runs/compare?a=${before.id}&b=${run.id}`] : [])]) {
        await page.goto(path);
        await page.waitForLoadState('load');
        await expect(page.getByRole('main')).toBeVisible();
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
        const found = await new AxeBuilder({ page }).exclude('.djs-container').analyze();
        const serious = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
        expect.soft(serious.map((v) => `${path}: ${v.id} ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(wide, `${path} is wider than the window`).toBeLessThanOrEqual(0);
      }
      expect(broken).toEqual([]);
      await context.close();
    });
  }
}
