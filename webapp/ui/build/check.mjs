// Checks the sources: node build/check.mjs <target>
import { join } from 'node:path';
import { fingerprint, install, once, program, run, sources, types } from './tools.mjs';

install();
types();
once(join(process.argv[2], 'check.stamp'), fingerprint(...sources, 'eslint.config.js'), () => {
  run('ESLint', program('eslint'), '--max-warnings', '0', '.');
  run('Vitest', program('vitest'), 'run');
});
