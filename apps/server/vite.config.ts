import { nodeProject } from '../../.config/vitest.mjs';

export default nodeProject(import.meta.dirname, {
  build: {
    ssr: true,
    target: 'node20',
    outDir: '../../dist/apps/server',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        cli: 'src/cli.ts',
        worker: 'src/worker.ts',
        'resident-worker': 'src/resident-worker.ts',
      },
    },
  },
  test: { setupFiles: ['reflect-metadata'] },
});
