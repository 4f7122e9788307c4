import { nodeProject } from '../../.config/vitest.mjs';

export default nodeProject(import.meta.dirname);
