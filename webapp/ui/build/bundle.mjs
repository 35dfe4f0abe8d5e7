// Writes the static files of the web application to <target>/classes/static: node build/bundle.mjs <target>
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fail, files, fingerprint, install, once, program, run, sources, types } from './tools.mjs';

const FIRST_LOAD = 300 * 1024;
const TEXT = new Set(['.js', '.css', '.svg', '.json', '.html']);

const target = process.argv[2];
const folder = join(target, 'classes', 'static');

install();
types();
once(join(target, 'bundle.stamp'), fingerprint(...sources), () => {
  rmSync(folder, { recursive: true, force: true });
  run('Checking the types', program('tsc'), '--noEmit');
  run('Building the web application', program('vite'), 'build', '--outDir', folder, '--emptyOutDir');
  measure();
  compress();
});

/** What the browser loads before it shows a page: the entry, the largest of the pages, styles and fonts; no diagrams. */
function measure() {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
  const follow = (key, loaded) => {
    const chunk = manifest[key];
    if (chunk && !loaded.has(chunk.file)) {
      [chunk.file, ...(chunk.css ?? [])].forEach((file) => loaded.add(file));
      (chunk.imports ?? []).forEach((other) => follow(other, loaded));
    }
    return loaded;
  };
  const weigh = (loaded) => [...loaded].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  const pages = manifest['index.html'].dynamicImports.filter((page) => page.startsWith('src/pages/'));
  const sizes = pages.map((page) => ({ page, size: weigh(follow(page, follow('index.html', new Set()))) }));
  const { page, size } = sizes.reduce((most, one) => (one.size > most.size ? one : most));
  const fonts = files(join(folder, 'assets')).filter((file) => /-latin-(wght|400)-normal.*\.woff2$/.test(file));
  const total = fonts.reduce((sum, file) => sum + readFileSync(file).length, size);
  console.log(`Web application: first load ${Math.ceil(total / 1024)} KB compressed, fonts included; the largest page is ${page}`);
  if (total > FIRST_LOAD) {
    fail(`The first load has ${Math.ceil(total / 1024)} KB compressed, more than ${FIRST_LOAD / 1024}.`);
  }
  rmSync(join(folder, '.vite'), { recursive: true });
}

function compress() {
  for (const file of files(join(folder, 'assets'))) {
    if (TEXT.has(extname(file))) {
      const content = readFileSync(file);
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      writeFileSync(
        `${file}.br`,
        brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
      );
    }
  }
}
