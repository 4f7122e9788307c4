import { nodeProject } from '../../.config/vitest.mjs';

export default nodeProject(import.meta.dirname, {
  test: { environment: 'jsdom', globals: true, setupFiles: ['src/testing/setup-dom.ts'] },
});
