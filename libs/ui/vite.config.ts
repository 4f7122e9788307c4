import { nodeProject } from '../../.config/vitest.mjs';

export default nodeProject(import.meta.dirname, {
  test: {
    // Each file has a document of its own.
    isolate: true,
    environment: 'jsdom',
    globals: true,
    setupFiles: ['src/testing/setup-dom.ts'],
    // Ends what hangs and times nothing.
    testTimeout: 60_000,
  },
});
