// Opens pages with much on them in Chromium and moves what can be moved. A line of JSON for each measurement: name, values in milliseconds,
// whether they are the times between frames, and the mean processor time of browser and servers (which, unlike
// the rest, other work on the machine does not change) for each opening or 60th of a second. Who calls has started Signalbox and says by variables where it is and which runs to look at.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../browser/package.json', import.meta.url));
const { chromium } = require('@playwright/test');

const { SIGNALBOX_URL: url, SIGNALBOX_AUTHORIZATION: token, ENDED, RUNNING, WIDE, MILLION, CHROMIUM = '/usr/bin/chromium' } = process.env;
const OPENINGS = Number(process.env.OPENINGS ?? 7);
const SECONDS = 4;

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, extraHTTPHeaders: { Authorization: token } });
const page = await context.newPage();
page.setDefaultTimeout(120_000);
page.on('pageerror', (error) => process.stderr.write(`  ${error}\n`));

const servers = (process.env.SERVERS ?? '').split(' ').filter(Boolean).map(Number);
const TICK = 10;

/** Milliseconds of the processor that these processes and all that they started have used. */
function cpu(roots) {
  const all = readdirSync('/proc').flatMap((pid) => {
    try {
      const text = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return text ? [{ pid: Number(pid), parent: Number(fields[1]), used: (Number(fields[11]) + Number(fields[12])) * TICK }] : [];
    } catch {
      return [];
    }
  });
  const counted = new Set(roots);
  for (let more = true; more; ) {
    more = false;
    for (const { pid, parent } of all) if (!counted.has(pid) && counted.has(parent)) more = Boolean(counted.add(pid));
  }
  return all.filter(({ pid }) => counted.has(pid) && pid !== process.pid).reduce((sum, { used }) => sum + used, 0);
}

const used = () => ({ browser: cpu([process.pid]), server: cpu(servers) });

function tell(name, values, before, after, units, frames = false) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]?.toFixed(1);
  const [browser, server] = [(after.browser - before.browser) / units, (after.server - before.server) / units];
  process.stderr.write(`  ${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}${frames ? `, late ${values.filter((v) => v > 25).length} of ${values.length}` : ''}; CPU ${browser.toFixed(1)} + ${server.toFixed(1)}\n`);
  console.log(JSON.stringify({ name, frames, values, browser, server }));
}

/** From the address to when what was asked for stands there, the browser's cache being filled. */
async function opening(name, path, ready, argument) {
  const times = [];
  let before;
  for (let n = 0; n <= OPENINGS; n++) {
    await page.goto('about:blank');
    if (n === 1) before = used();
    await page.goto(url + path, { waitUntil: 'commit' });
    const found = await page.waitForFunction(ready, argument, { polling: 'raf' });
    const time = await found.jsonValue();
    if (n > 0) times.push(time);
  }
  tell(`open ${name}`, times, before, used(), OPENINGS);
}

/** Times between frames while something is done. */
async function frames(name, work) {
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    window.__frames = [];
    let last;
    const next = (now) => {
      if (last !== undefined) window.__frames?.push(now - last);
      last = now;
      if (window.__frames) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const [before, began] = [used(), Date.now()];
  await work();
  const [after, ended] = [used(), Date.now()];
  const times = await page.evaluate(() => {
    const all = window.__frames;
    window.__frames = undefined;
    return all;
  });
  tell(name, times, before, after, ((ended - began) * 60) / 1000, true);
}

async function middle(locator) {
  const box = await locator.boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function wheel(locator, dy) {
  const { x, y } = await middle(locator);
  await page.mouse.move(x, y);
  const until = Date.now() + SECONDS * 1000;
  for (let n = 0; Date.now() < until; n++) {
    await page.mouse.wheel(0, Math.floor(n / 60) % 2 === 0 ? dy : -dy);
    await page.waitForTimeout(12);
  }
}

async function drag(locator) {
  const { x, y } = await middle(locator);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const until = Date.now() + SECONDS * 1000;
  for (let n = 0; Date.now() < until; n++) {
    await page.mouse.move(x + 300 * Math.sin(n / 30), y + 80 * Math.sin(n / 17));
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
}

const drawn = () => document.querySelectorAll('.djs-element.djs-shape').length > 300 && document.querySelectorAll('.djs-element.sb-taken').length > 250 && document.querySelector('[class*=gantt] li') && performance.now();
// Only a run whose steps are all there can be exported.
const complete = () => [...document.querySelectorAll('button')].some((button) => button.textContent === 'Export' && !button.disabled) && document.querySelectorAll('.djs-element.sb-taken').length > 250 && performance.now();
const logged = (text) => [...document.querySelectorAll('[role=log] [data-level]')].some((line) => line.textContent.includes(text)) && performance.now();
const diagram = page.getByRole('group', { name: /^Diagram/ });
const log = page.getByRole('log');
const timeline = page.locator('[class*=gantt] [class*=scroller]');

async function zoomIn() {
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Zoom in' }).click();
}

for (const [name, run] of [
  ['300 steps', ENDED],
  ['30,000 steps', WIDE],
]) {
  if (!run) continue;
  await opening(`a run of ${name}`, `/runs/${run}`, drawn);
  if (run === WIDE) await opening(`a run of ${name} until all of them are there`, `/runs/${run}`, complete);
  await frames(`nothing moves, ${name}`, () => page.waitForTimeout(SECONDS * 1000));
  await frames(`pan the diagram, ${name}`, () => drag(diagram));
  await zoomIn();
  await frames(`pan the diagram near by, ${name}`, () => drag(diagram));
  await timeline.scrollIntoViewIfNeeded();
  await frames(`scroll the timeline, ${name}`, () => wheel(timeline, 120));
  await opening(`the log of 200,000 lines, ${name}`, `/runs/${run}?tab=log`, logged, 'line 200000');
  await log.scrollIntoViewIfNeeded();
  await frames(`scroll the log, ${name}`, () => wheel(log, -240));
}
if (RUNNING) {
  await opening('a run that goes on', `/runs/${RUNNING}`, drawn);
  await page.goto(`${url}/runs/${RUNNING}?tab=log`);
  await page.waitForFunction(logged, 'line ');
  await log.scrollIntoViewIfNeeded();
  await frames('follow the log, 200 lines a second', () => page.waitForTimeout(3 * SECONDS * 1000));
  await frames('pan the diagram meanwhile', () => drag(diagram));
  await page.goto(`${url}/runs/${RUNNING}`);
  await page.waitForFunction(drawn);
  await timeline.scrollIntoViewIfNeeded();
  await frames('scroll the timeline meanwhile', () => wheel(timeline, 120));
}
if (MILLION) {
  await opening('the log of 1,000,000 lines', `/runs/${MILLION}?tab=log`, logged, 'line 1000000');
  await log.scrollIntoViewIfNeeded();
  await frames('scroll the log of 1,000,000 lines', () => wheel(log, -240));
  const box = page.getByLabel('Text in the log');
  const times = [];
  const before = used();
  for (const text of ['line 777777 of', 'line 123 of', 'no line is like that']) {
    const began = Date.now();
    await box.fill(text);
    if (text.startsWith('no ')) await page.getByText('No line is like that').waitFor();
    else await page.waitForFunction(logged, text);
    times.push(Date.now() - began);
    await box.fill('');
    await page.waitForFunction(logged, 'line 1000000');
  }
  tell('find a text in 1,000,000 lines, the pause after typing included', times, before, used(), times.length);
}
if (process.env.HISTORY) {
  const rows = () => document.querySelectorAll('[role=table] [role=row]').length > 15 && performance.now();
  await opening(`the list of ${process.env.HISTORY} runs`, '/runs', rows);
  for (const step of [40, 150]) {
    await frames(`scroll the list of runs, ${step} pixels every 12 ms`, async () => {
      await page.mouse.move(700, 600);
      const until = Date.now() + 2 * SECONDS * 1000;
      while (Date.now() < until) {
        await page.mouse.wheel(0, step);
        await page.waitForTimeout(12);
      }
    });
  }
}
await browser.close();
