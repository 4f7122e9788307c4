import { nodeProject } from './vitest.mjs';

export default nodeProject(import.meta.dirname, { test: { include: ['eslint/**/*.spec.mjs'] } });
