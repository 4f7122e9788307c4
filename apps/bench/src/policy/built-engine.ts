import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as PolicyEngine from '@virlab/policy';
import { build } from 'vite';

type Engine = typeof PolicyEngine;

let built: Promise<Engine> | undefined;

/** The policy engine as the production build makes it: one file, without the tracks of a development server. */
export function builtEngine(): Promise<Engine> {
  return (built ??= make());
}

async function make(): Promise<Engine> {
  const root = path.resolve(import.meta.dirname, '../../../..');
  const outDir = await mkdtemp(path.join(tmpdir(), 'virlab-bench-'));
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: path.join(root, 'libs/policy/src/index.ts'),
        outDir,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'policy.cjs' } },
      },
    });
    // Asked of Node itself, since the bench runs in a development server, which would take the file apart again.
    return createRequire(import.meta.filename)(path.join(outDir, 'policy.cjs')) as Engine;
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
