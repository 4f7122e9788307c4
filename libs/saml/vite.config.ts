import { nodeProject } from '../../.config/vitest.mjs';

// Making RSA keys for a spec file takes seconds on a busy machine.
export default nodeProject(import.meta.dirname, { test: { testTimeout: 20_000, hookTimeout: 60_000 } });
