import { defineConfig } from '@playwright/test';

// Signalbox is started by whoever calls this, and Chromium is the one that is installed.
export default defineConfig({
  testDir: '.',
  outputDir: `${process.env.BROWSER_OUTPUT ?? 'target'}/results`,
  workers: 1,
  // Generous: a busy machine is no reason to fail.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['junit', { outputFile: `${process.env.BROWSER_OUTPUT ?? 'target'}/junit.xml` }]],
  use: {
    baseURL: process.env.SIGNALBOX_URL ?? 'http://127.0.0.1:8080',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
