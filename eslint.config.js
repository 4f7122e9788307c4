import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { moduleBoundaries } from './.config/eslint/module-boundaries.mjs';
import house from './.config/eslint/index.mjs';

export default tseslint.config(
  { ignores: ['**/dist', '**/*.d.ts', '**/*.d.mts', '.nx', '.virlab', '**/testdata', 'node_modules'] },
  {
    files: ['**/*.{ts,tsx,mjs,js}'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx, house },
    rules: {
      '@nx/enforce-module-boundaries': ['error', moduleBoundaries],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      eqeqeq: 'error',
      'house/no-junk-drawer': 'error',
      'house/process-env-only-in-config': 'error',
      'house/clock-only-in-platform': 'error',
      'house/server-floors': 'error',
      'house/web-rooms': 'error',
      'house/route-states-its-ability': 'error',
      'house/testing-only-from-specs': 'error',
    },
  },
  {
    // Values of the contracts bring zod, whose schemas are compiled by eval: our content policy forbids that to pages.
    files: ['apps/web/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.{ts,tsx}', 'apps/web/src/testing/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@virlab/contracts',
              allowTypeImports: true,
              message: 'Pages take types of the contracts only (import type): a schema would need eval.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.spec.{ts,tsx,mjs}', 'e2e/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 600 }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'house/clock-only-in-platform': 'off',
    },
  },
  { files: ['apps/web/**/*.{ts,tsx}', 'libs/ui/**/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: [
      'apps/demo/**/*.mjs',
      'apps/bench/**/*.mjs',
      'libs/testbed/**/*.mjs',
      'e2e/**/*.mjs',
      'saml/dev-idp/**',
      '.config/**',
    ],
    rules: {
      'no-console': 'off',
      'house/process-env-only-in-config': 'off',
      'house/clock-only-in-platform': 'off',
    },
  },
  {
    // These run before any package is installed, so they reach the testbed by its path and not by its alias.
    files: ['apps/demo/**/*.mjs', 'apps/bench/*.mjs', 'e2e/*.mjs', 'e2e/run/*.mjs'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
);
