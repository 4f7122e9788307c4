import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureNpmPackages } from '../../libs/testbed/src/index.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, only: { type: 'string', multiple: true, default: [] } },
  allowPositionals: true,
});

await ensureNpmPackages({ root, log: console.log });
const { runnerImport } = await import('vite');
const { module } = await runnerImport(path.join(import.meta.dirname, 'src', 'main.ts'), {
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  resolve: { tsconfigPaths: true },
});
const { bench } = /** @type {typeof import('./src/main')} */ (module);
const allMet = await bench({ only: [...values.only, ...positionals], json: values.json });
process.exitCode = allMet ? 0 : 1;
