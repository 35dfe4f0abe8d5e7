import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Of the application that serves it: they are built together. */
const version = /<version>([^<]+)<\/version>/.exec(readFileSync(new URL('pom.xml', import.meta.url), 'utf8'))?.[1] ?? '';

const api = process.env.SIGNALBOX ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
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
