import { nodeProject } from '../.config/vitest.mjs';

// Journeys are Playwright's; vitest runs the specs of the run itself.
export default nodeProject(import.meta.dirname, { test: { include: ['run/**/*.spec.mjs'] } });
