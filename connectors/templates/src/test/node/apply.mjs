// Applies every template in real bpmn-js and shows what it saved.
// node apply.mjs <templates.json> <chromium> <diagram> <label> <value>
// Applies each template to a plain task; then opens the diagram and types the value into the field with the label.
// Prints JSON: {refused, broken, applied: {id: {saved, again, recognised, panel}}, reopened, typed}
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const [ templatesFile, executablePath, diagram, label, value ] = process.argv.slice(2);
const templates = JSON.parse(readFileSync(templatesFile, 'utf8'));
const { outputFiles } = await build({
  entryPoints: ['editor.js'],
  bundle: true,
  format: 'iife',
  write: false,
  logLevel: 'error'
});

// The sandbox of Chromium does not work for root, as which builds in containers run; the page holds nothing but our own code.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const broken = [];
  page.on('pageerror', error => broken.push(error.message));
  await page.setContent('<div id="canvas" style="height:300px"></div><div id="panel"></div>');
  await page.addScriptTag({ content: outputFiles[0].text });

  const refused = await page.evaluate(all => window.editor.load(all), templates);
  const applied = {};
  for (const { id } of templates) {
    applied[id] = await page.evaluate(template => window.editor.apply(template), id);
    applied[id].panel = await page.locator('#panel').evaluate(panel => ({
      labels: [...panel.querySelectorAll('.bio-properties-panel-label')].map(label => label.textContent),
      text: panel.textContent
    }));
  }

  const reopened = await page.evaluate(xml => window.editor.reopen(xml), readFileSync(diagram, 'utf8'));
  const group = page.locator('.bio-properties-panel-group', { has: page.getByLabel(label, { exact: true }) });
  await group.locator('.bio-properties-panel-group-header').click();
  await page.getByLabel(label, { exact: true }).fill(value);
  let typed = reopened;
  for (const until = Date.now() + 5000; typed === reopened && Date.now() < until;) {
    await page.waitForTimeout(50);
    typed = await page.evaluate(() => window.editor.save());
  }

  console.log(JSON.stringify({ refused, broken, applied, reopened, typed }));
} finally {
  await browser.close();
}
