import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { logIn } from './person';

const FOLDER = new URL('diagrams/', import.meta.url);
const shown: Record<string, string[]> = {
  'outside-of-pools.bpmn': ['pack', 'answer', 'f2'],
  'collapsed.bpmn': ['beside', 'apart'],
  'loose-ends.bpmn': ['post', 'remark', 'to-remark'],
};

async function open(page: Page, name: string, xml: string): Promise<void> {
  await page.getByLabel('Open a file').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
}

async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'More' }).click().then(() => page.getByRole('menuitem', { name: 'Save as .bpmn' }).click())]);
  return readFileSync(await download.path(), 'utf8');
}

/** Everything that a file says, in an order of its own: how it is written, and where a plane of its own begins, does not matter. */
function content(page: Page, xml: string): Promise<string[]> {
  return page.evaluate((text) => {
    const facts: string[] = [];
    const names: Record<string, string> = { formalExpression: 'expression' };
    const visit = (element: Element, around: string) => {
      const id = element.getAttribute('id');
      const self = id ? `${element.localName} ${id}` : `${around}/${names[element.localName] ?? element.localName}`;
      facts.push(self);
      for (const { name, localName, value } of element.attributes) {
        if (/^xmlns|^xsi:|^exporter/.test(name) || (localName === 'textFormat' && value === 'text/plain')) continue;
        if (/^[xy]$/.test(localName)) continue;
        facts.push(`${self} ${localName} = ${value}`);
      }
      const said = [...element.childNodes].filter((n) => n.nodeType === 3 || n.nodeType === 4).map((n) => n.nodeValue).join('').trim();
      if (said) facts.push(`${self} says ${said}`);
      for (const child of element.children) visit(child, self);
    };
    const parsed = new DOMParser().parseFromString(text, 'application/xml');
    visit(parsed.documentElement, '');
    return facts.sort();
  }, xml);
}

for (const name of readdirSync(FOLDER)) {
  test(`a diagram from elsewhere is shown and saved as it was: ${name}`, async ({ page }) => {
    const xml = readFileSync(new URL(name, FOLDER), 'utf8');
    await logIn(page, '/editor');
    await expect(page.locator('[data-element-id=start]')).toBeVisible();
    await open(page, name, xml);
    for (const id of shown[name] ?? []) await expect(page.locator(`[data-element-id="${id}"]`).first()).toBeAttached();
    await expect(page.getByText(/Not everything in this file can be kept/)).toHaveCount(0);
    const after = await content(page, await saved(page));
    expect((await content(page, xml)).filter((fact) => !after.includes(fact))).toEqual([]);
  });
}

test('who moves something in a diagram from elsewhere loses nothing of the rest', async ({ page }) => {
  const name = 'outside-of-pools.bpmn';
  const xml = readFileSync(new URL(name, FOLDER), 'utf8');
  await logIn(page, '/editor');
  await expect(page.locator('[data-element-id=start]')).toBeVisible();
  await open(page, name, xml);
  const box = await page.locator('[data-element-id=pack]').boundingBox();
  if (!box) throw new Error('not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 20, box.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  const after = await content(page, await saved(page));
  expect((await content(page, xml)).filter((fact) => !after.includes(fact) && !/waypoint/.test(fact))).toEqual([]);
});

test('what cannot be kept is said before it is saved', async ({ page }) => {
  await logIn(page, '/editor');
  await expect(page.locator('[data-element-id=start]')).toBeVisible();
  const xml = readFileSync(new URL('loose-ends.bpmn', FOLDER), 'utf8').replace('<process ', '<!-- mind this -->\n  <process ');
  await open(page, 'commented.bpmn', xml);
  await page.getByText(/Not everything in this file can be kept/).click();
  await expect(page.getByRole('list', { name: 'What would be lost' })).toContainText('a comment');
});
