import { defineConfig } from 'vitest/config';

/**
 * The test set-up that every library and the server share: Node, one setup rule, path aliases of
 * `tsconfig.base.json`. Specs stand beside the file they test.
 *
 * @param {string} root - the project's own folder
 * @param {import('vitest/config').ViteUserConfig} [more] - what one project needs besides
 */
export function nodeProject(root, more = {}) {
  return defineConfig({
    root,
    resolve: { tsconfigPaths: true },
    ...more,
    test: {
      environment: 'node',
      include: ['src/**/*.spec.{ts,tsx,mjs}'],
      passWithNoTests: false,
      // Specs keep no state in modules and mock none, so that one process can load the product once for all of them:
      // loading it for each file took as long as half of the specs.
      isolate: false,
      // Ends what hangs and times nothing: two spec files share two cores with daemons and emulated guests. Longer than
      // `waitFor` of the testbed waits, which says what did not come.
      testTimeout: 120_000,
      hookTimeout: 180_000,
      expect: { poll: { timeout: 50_000 } },
      ...more.test,
    },
  });
}
