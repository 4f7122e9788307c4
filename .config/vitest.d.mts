import type { ViteUserConfig } from 'vitest/config';

/** See `vitest.mjs`. */
export function nodeProject(root: string, more?: ViteUserConfig): ViteUserConfig;
