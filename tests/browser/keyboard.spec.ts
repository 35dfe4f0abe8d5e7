import { expect, test, type Page } from '@playwright/test';
import { logIn } from './person';

const PAGES = ['/', '/runbooks', '/runbooks/browser-greeting', '/runbooks/browser-greeting/start', '/runbooks/deploy?tab=versions', '/runs', '/runs/compare', '/approvals', '/site', '/connectors', '/settings'];

/** Remembers what can be reached with Tab, and how each looks without the focus. Says how many there are. */
function remember(): number {
  const look = (element: Element) =>
    [element, element.parentElement, ...(element.parentElement?.children ?? [])]
      .map((part) => {
        if (!part) return '';
        const { outlineStyle, outlineColor, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(part);
        return [outlineStyle, outlineColor, outlineWidth, boxShadow, borderColor, backgroundColor].join(' ');
      })
      .join('|');
  const page = window as unknown as { look: typeof look; seen: Map<Element, string> };
  page.look = look;
  const all = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')].filter(
    (element) => element.tabIndex >= 0 && !element.matches(':disabled, [type=radio]:not(:checked)') && !element.closest('.djs-container') && element.checkVisibility({ checkVisibilityCSS: true }) && element.getClientRects().length > 0,
  );
  page.seen = new Map(all.map((element) => [element, look(element)]));
  return all.length;
}

/** What has the focus, and whether one can see that it has. */
function focused(): { what: string; seen: boolean } | null {
  const page = window as unknown as { look: (element: Element) => string; seen: Map<Element, string> };
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const before = page.seen.get(element);
  page.seen.delete(element);
  return { what: element.outerHTML.slice(0, 160), seen: before === undefined || before !== page.look(element) };
}

async function walk(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const count = await page.evaluate(remember);
  // Some more than there are: a list that is scrolled to draws further lines.
  for (let i = 0; i < count + 20; i++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    if (now && !now.seen) faults.push(`no visible focus: ${now.what}`);
  }
  const never = await page.evaluate(() => [...(window as unknown as { seen: Map<Element, string> }).seen.keys()].filter((element) => element.isConnected).map((element) => element.outerHTML.slice(0, 160)));
  return [...faults, ...never.map((what) => `never reached: ${what}`)];
}

test('everything on every page is reached with the keyboard, and one sees where one is', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await logIn(page);
  const [run] = ((await (await page.request.get('/api/v1/runs?limit=1')).json()) as { items: { id: string }[] }).items;
  for (const path of [...PAGES, ...(run ? [`/runs/${run.id}`, `/runs/${run.id}?tab=log`] : [])]) {
    await page.goto(path);
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    await page.waitForTimeout(500);
    expect.soft(await walk(page), path).toEqual([]);
  }
});

/** Goes on with Tab until what has the focus looks like this. */
async function tabTo(page: Page, what: RegExp): Promise<void> {
  const said = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      return [element?.tagName, element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? element?.textContent].join(' ').trim();
    });
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('Tab');
    if (what.test(await said())) return;
  }
  throw new Error(`${what} was not reached; the focus is at ${await said()}`);
}

test('a runbook is drawn, deployed and started without a mouse', async ({ page }) => {
  await logIn(page, '/editor');
  await expect(page.locator('[data-element-id=start]')).toBeVisible();
  await tabTo(page, /^svg/);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('start');
  await page.keyboard.press('Enter');
  for (const step of ['write a note', 'end event']) {
    await page.keyboard.press('a');
    await page.keyboard.type(step);
    await expect(page.locator('.djs-popup-results .entry').first()).toContainText(new RegExp(step, 'i'));
    await page.keyboard.press('Enter');
    // It asks for the name at once.
    await expect(page.locator('.djs-direct-editing-content')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(step === 'end event' ? 'Said' : 'Say it');
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+f');
  await page.keyboard.type('Say it');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-element-id=note].selected')).toBeAttached();
  await tabTo(page, /^BUTTON Inputs$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^(TEXTAREA|INPUT) Text/);
  await page.keyboard.type('By hand, without a mouse');
  await tabTo(page, /^BUTTON Deploy$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('table', { name: 'Changes' })).toContainText('By hand, without a mouse');
  await tabTo(page, /^BUTTON Deploy as/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runbooks\/new-runbook\/edit/);
  await page.goto('/runbooks/new-runbook/start');
  await tabTo(page, /^BUTTON Start the run/);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Succeeded', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Said', { exact: true }).first()).toBeVisible();
});
