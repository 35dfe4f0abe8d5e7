import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Of the application that serves it: they are built together. */
const version = /<version>([^<]+)<\/version>/.exec(readFileSync(new URL('pom.xml', import.meta.url), 'utf8'))?.[1] ?? '';

const api = process.env.SIGNALBOX ?? 'http://127.0.0.1:8080';

/**
 * The parts of other pages are fetched when there is nothing else to do, so that one can go to them while the server is away. The editor, larger than all
 * the rest, is only fetched when it is opened.
 */
const fetchAhead: Plugin = {
  name: 'fetch-ahead',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) =>
      Object.keys(bundle)
        .filter((file) => /\.(js|css)$/.test(file) && !/^assets\/Editor-/.test(file) && !html.includes(file))
        .map((file) => ({ tag: 'link', attrs: { rel: 'prefetch', href: `/${file}`, as: file.endsWith('.js') ? 'script' : 'style' }, injectTo: 'head' })),
  },
};

export default defineConfig({
  plugins: [react(), fetchAhead],
  define: { __VERSION__: JSON.stringify(version) },
  build: {
    manifest: true,
    target: 'es2022',
    // Everything comes from its own file: the policy of the page allows no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/actuator', '/v3', '/swagger-ui'].map((path) => [path, { target: api, changeOrigin: true }]),
    ),
  },
  test: {
    environment: 'jsdom',
    globals: true,
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
