// What the steps of the build have in common.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node 20.19 or newer is needed to build the web application, this is ${process.versions.node}.`);
}

export function fail(message) {
  console.error(message);
  process.exit(1);
}

/** All files below, in a fixed order. */
export function files(path) {
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path).sort().flatMap((name) => files(join(path, name)));
}

/** One number for the content of files and folders, named from the folder of the UI. */
export function fingerprint(...paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => files(join(home, path)))) {
    hash.update(file.slice(home.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Does the work unless it was done with just this content before. */
export function once(stamp, content, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === content) {
    return;
  }
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, content);
}

/** Runs a command to its end; shows what it said only if it failed. */
export function run(what, command, ...parameters) {
  const result = spawnSync(command, parameters, { cwd: home, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) {
    fail(`${what}: ${command} cannot be run: ${result.error.message}`);
  }
  if (result.status !== 0) {
    fail(`${result.stdout}${result.stderr}\n${what} failed.`);
  }
}

/** A program of an installed package. */
export function program(name) {
  return join(home, 'node_modules', '.bin', name);
}

export function install() {
  once(join(home, 'node_modules', '.signalbox-lock'), fingerprint('package-lock.json'), () =>
    run('Installing the packages of the web application', 'npm', 'ci', '--ignore-scripts'),
  );
}

const schema = 'target/api/schema.ts';

/** What the API says becomes types; whoever uses what is no longer there does not compile. */
export function types() {
  once(join(home, 'target/api/stamp'), fingerprint('../openapi.json'), () =>
    run('Making types of the API', program('openapi-typescript'), '../openapi.json', '-o', schema),
  );
}

export const sources = ['package-lock.json', 'index.html', 'vite.config.ts', 'tsconfig.json', 'public', 'src', 'build', '../openapi.json'];
