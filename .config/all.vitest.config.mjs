import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Every project's specs in one run, so that one number counts them all. Each keeps its own set-up. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  test: {
    projects: [
      'libs/*/vite.config.ts',
      'apps/*/vite.config.ts',
      '.config/vite.config.ts',
      'saml/*/vite.config.ts',
      'e2e/vite.config.ts',
    ],
    // Two cores are what a small CI machine has; more workers would only wait for each other.
    maxWorkers: 2,
  },
});
