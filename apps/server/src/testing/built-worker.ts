import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Log, WorkerPool } from '../platform/index';

/** The pool of the product, with threads that were built for this spec. */
export class BuiltWorkerPool extends WorkerPool {
  protected override readonly entry: string;

  constructor(log: Log, entry: string) {
    super(log);
    this.entry = entry;
  }
}

/** Builds `src/worker.ts` as the product's build does; `remove` leaves nothing behind. */
export async function buildWorker(): Promise<{ entry: string; remove: () => void }> {
  const { build } = await import('vite');
  const root = path.resolve(import.meta.dirname, '..', '..');
  // Inside the installation, where what is not bundled is found.
  const parent = path.join(root, 'node_modules');
  mkdirSync(parent, { recursive: true });
  const outDir = mkdtempSync(path.join(parent, '.worker-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    build: { ssr: 'src/worker.ts', target: 'node20', outDir, minify: false },
  });
  return {
    entry: path.join(outDir, 'worker.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}
