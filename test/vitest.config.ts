import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { VerdictReporter } from './support/reporter.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NEVER = ['**/node_modules/**', '**/generated/**', '**/dist/**'];
const SECONDS = 1000;

/** Starts the database server once for all tests; its `setup()` hands the addresses on by `provide()`. */
const DATABASE = 'test/support/global-database.ts';

export default defineConfig({
  test: {
    root: ROOT,
    globalSetup: [DATABASE],
    reporters: [['default', { summary: false }], new VerdictReporter()],
    // Projects of one group run side by side, groups one after the other.
    projects: [
      {
        root: ROOT,
        test: {
          name: 'node',
          include: ['{gateway,widgets}/src/**/*.test.ts', '{schema,test,examples}/**/*.test.ts'],
          exclude: [...NEVER, 'test/{browser,crash}/**'],
          maxWorkers: Math.min(availableParallelism(), 4),
          testTimeout: 10 * SECONDS,
          hookTimeout: 60 * SECONDS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root: ROOT,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude: NEVER,
          fileParallelism: false,
          testTimeout: 60 * SECONDS,
          hookTimeout: 60 * SECONDS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root: ROOT,
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          exclude: NEVER,
          fileParallelism: false,
          testTimeout: 180 * SECONDS,
          hookTimeout: 60 * SECONDS,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
