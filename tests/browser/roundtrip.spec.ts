import { readdirSync, readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { logIn } from './person';

const FOLDER = new URL('diagrams/', import.meta.url);
const shown: Record<string, string[]> = {
  'outside-of-pools.bpmn': ['pack', 'answer', 'f2'],
  'collapsed.bpmn': ['beside', 'apart'],
  'loose-ends.bpmn': ['post', 'remark', 'to-remark'],
  'foreign.bpmn': ['prufen', 'beyond', 'f1'],
  'several.bpmn': ['go', 'do', 'on'],
};

async function open(page: Page, name: string, xml: string): Promise<void> {
  await page.getByLabel('Open a file').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(xml) });
}

async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'More' }).click().then(() => page.getByRole('menuitem', { name: 'Save as .bpmn' }).click())]);
  return readFileSync(await download.path(), 'utf8');
}

/** Everything that a file says, to the letter and with its comments; the order of neighbours does not matter. */
function content(page: Page, xml: string): Promise<string[]> {
  return page.evaluate((text) => {
    const facts: string[] = [];
    const visit = (node: Node, around: string) => {
      if (node.nodeType === Node.COMMENT_NODE || node.nodeType === Node.PROCESSING_INSTRUCTION_NODE) facts.push(`${around} ${node.nodeName} ${node.nodeValue}`);
      if (!(node instanceof Element)) return;
      const id = node.getAttribute('id');
      const self = id ? `${node.localName} ${id}` : `${around}/${node.localName}`;
      facts.push(self);
      for (const { name, namespaceURI, localName, value } of node.attributes) {
        if (!/^xmlns|^exporter/.test(name)) facts.push(`${self} ${namespaceURI ?? ''} ${localName} = ${value}`);
      }
      const said = [...node.childNodes].filter((n) => n.nodeType === 3 || n.nodeType === 4).map((n) => n.nodeValue).join('').trim();
      if (said) facts.push(`${self} says ${said}`);
      for (const child of node.childNodes) visit(child, self);
    };
    for (const node of new DOMParser().parseFromString(text, 'application/xml').childNodes) visit(node, '');
    return facts.sort();
  }, xml);
}

/** Moves an element by hand. */
async function move(page: Page, id: string): Promise<void> {
  const box = await page.locator(`[data-element-id="${id}"]`).first().boundingBox();
  if (!box) throw new Error('not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 20, box.y + 30, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  // What is typed or drawn is saved a moment later.
  await expect(page.getByText(/kept in this browser/)).toBeVisible();
}

async function editor(page: Page): Promise<void> {
  await logIn(page, '/editor');
  await expect(page.locator('[data-element-id=start]')).toBeVisible();
}

for (const name of readdirSync(FOLDER)) {
  test(`a diagram from elsewhere is shown and saved as it was: ${name}`, async ({ page }) => {
    const xml = readFileSync(new URL(name, FOLDER), 'utf8');
    await editor(page);
    await open(page, name, xml);
    for (const id of shown[name] ?? []) await expect(page.locator(`[data-element-id="${id}"]`).first()).toBeAttached();
    await expect(page.getByText(/Not everything in this file can be kept/)).toHaveCount(0);
    expect(await saved(page)).toBe(xml);
  });
}

for (const [name, id] of [['outside-of-pools.bpmn', 'pack'], ['loose-ends.bpmn', 'post'], ['foreign.bpmn', 'prufen']] as const) {
  test(`who moves something in a diagram from elsewhere loses nothing of the rest: ${name}`, async ({ page }) => {
    const xml = readFileSync(new URL(name, FOLDER), 'utf8').replace('<process ', '<!-- mind this -->\n  <process ');
    await editor(page);
    await open(page, name, xml);
    await move(page, id);
    await expect.poll(async () => (await saved(page)) !== xml).toBe(true);
    const after = await content(page, await saved(page));
    // Only the drawing of what was moved differs.
    expect((await content(page, xml)).filter((fact) => !after.includes(fact) && !/waypoint|Bounds/.test(fact))).toEqual([]);
  });
}

test('what cannot be shown is named, and stays in the file', async ({ page }) => {
  await editor(page);
  await open(page, 'foreign.bpmn', readFileSync(new URL('foreign.bpmn', FOLDER), 'utf8'));
  await page.getByText(/cannot be drawn here/).click();
  await expect(page.getByRole('list', { name: 'What is not shown' })).toContainText('conversation Haggling (talk)');
});

test('of several diagrams in a file each can be shown and changed, first the one that runs', async ({ page }) => {
  const xml = readFileSync(new URL('several.bpmn', FOLDER), 'utf8');
  await editor(page);
  await open(page, 'several.bpmn', xml);
  await expect(page.locator('[data-element-id=do]')).toBeVisible();
  await expect(page.locator('[data-element-id=think]')).toHaveCount(0);
  await move(page, 'do');
  const which = page.getByLabel('Which diagram is shown');
  await expect(which.locator('option')).toHaveText(['As it is done', 'Sketch']);
  await which.selectOption('Sketch');
  await expect(page.locator('[data-element-id=think]')).toBeVisible();
  // What was done on the other one stays done.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  expect(await saved(page)).not.toBe(xml);
  await move(page, 'think');
  await expect.poll(async () => (await saved(page)).includes('<dc:Bounds x="240" y="80"')).toBe(false);
  const after = await content(page, await saved(page));
  // Also what the line of data led to is as it was.
  expect((await content(page, xml)).filter((fact) => !after.includes(fact) && !/waypoint|Bounds/.test(fact))).toEqual([]);
  // A problem leads to the diagram that it is in.
  await page.getByRole('button', { name: /'Do' is a plain task/ }).click();
  await expect(page.locator('[data-element-id=do]')).toBeVisible();
  await expect(which).toHaveValue('second');
});

test('what is not drawn is drawn', async ({ page }) => {
  await editor(page);
  const xml = readFileSync(new URL('outside-of-pools.bpmn', FOLDER), 'utf8').replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
  await open(page, 'undrawn.bpmn', xml);
  await expect(page.locator('[data-element-id=pack]')).toBeVisible();
});

test('what bpmn-js stumbles over is taken back, and the work goes on', async ({ page }) => {
  await editor(page);
  const xml = readFileSync(new URL('loose-ends.bpmn', FOLDER), 'utf8');
  // A line that is drawn as if it were a box cannot be moved.
  const bad = xml.replace(/<bpmndi:BPMNEdge([^>]*bpmnElement="to-remark"[^>]*)>[\s\S]*?<\/bpmndi:BPMNEdge>/, '<bpmndi:BPMNShape$1><dc:Bounds x="300" y="120" width="30" height="40" /></bpmndi:BPMNShape>');
  expect(bad).not.toBe(xml);
  await open(page, 'bad.bpmn', bad);
  await expect(page.locator('[data-element-id=post]')).toBeVisible();
  await page.locator('.djs-container svg').first().focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('alert')).toContainText('The diagram is as it was before');
  expect(await saved(page)).toBe(bad);
  await move(page, 'post');
  await expect.poll(async () => (await saved(page)) !== bad).toBe(true);
});

test('what is no diagram is refused with a sentence, and the work is as it was', async ({ page }) => {
  await editor(page);
  const good = readFileSync(new URL('loose-ends.bpmn', FOLDER), 'utf8');
  await open(page, 'good.bpmn', good);
  await move(page, 'post');
  await expect.poll(async () => (await saved(page)) !== good).toBe(true);
  const work = await saved(page);
  for (const [xml, sentence] of [
    [good.replace('<definitions', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions'), /bad.bpmn cannot be opened. A document type is not allowed here/],
    [good.replace('</process>', ''), /bad.bpmn cannot be opened. The file is not well-formed XML: line \d+/],
    [good.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '').replace(/<process[\s\S]*<\/process>/, ''), /bad.bpmn cannot be opened. There is no process in it that could be drawn/],
    ['<decisions/>', /bad.bpmn cannot be opened. This is not a BPMN 2.0 diagram/],
  ] as const) {
    await open(page, 'bad.bpmn', xml);
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(page.locator('[data-element-id=post]')).toBeVisible();
    expect(await saved(page)).toBe(work);
    await page.getByRole('button', { name: 'All right' }).click();
  }
});
