import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { GAPS, type Gap } from './browser/engines.ts';
import { VerdictReporter } from './support/reporter.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const NEVER = ['**/node_modules/**', '**/generated/**', '**/dist/**'];
const SECONDS = 1000;

/** Rooms whose tests come to a served gateway by the front door. */
const SERVED = 'contract,journeys,regions,hostile,statements';

/** Vite would take another build of graphql than the libraries around it, and the two do not know each other's types. */
const ONE_GRAPHQL = {
  alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
};

/** What is waited for comes later on a busy machine; a poll that gives up early says nothing of what is tested. */
const PATIENT = { expect: { poll: { timeout: 15 * SECONDS } } };

/** One browser after the other: two side by side are slower than their tests expect of people. */
const ONE_BROWSER = { fileParallelism: false, testTimeout: 60 * SECONDS, hookTimeout: 60 * SECONDS, ...PATIENT };

/** Files of browser tests that an engine leaves out, with a reason that docs/browsers.md shows. */
const notIn = (engine: Gap['engine']) =>
  GAPS.filter((gap) => gap.engine === engine && !gap.test).map(({ file }) => `test/browser/${file}`);

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
        resolve: ONE_GRAPHQL,
        test: {
          name: 'node',
          include: ['{gateway,widgets}/src/**/*.test.ts', '{schema,test,examples}/**/*.test.ts'],
          exclude: [...NEVER, `test/{browser,frameworks,webkit,wordpress,crash,${SERVED}}/**`],
          maxWorkers: Math.min(availableParallelism(), 4),
          testTimeout: 30 * SECONDS,
          hookTimeout: 60 * SECONDS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'served',
          include: [`test/{${SERVED}}/**/*.test.ts`],
          exclude: NEVER,
          maxWorkers: Math.min(availableParallelism(), 4),
          // Each file has a gateway and a database of its own; reading the gateway's modules once for all saves half the time.
          isolate: false,
          testTimeout: 60 * SECONDS,
          hookTimeout: 60 * SECONDS,
          ...PATIENT,
          sequence: { groupOrder: 1 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'browser',
          include: ['test/{browser,frameworks}/**/*.test.ts'],
          exclude: NEVER,
          provide: { engine: { name: 'chromium' } },
          ...ONE_BROWSER,
          sequence: { groupOrder: 2 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'browser-firefox',
          include: ['test/browser/**/*.test.ts'],
          exclude: [...NEVER, ...notIn('firefox')],
          globalSetup: ['test/support/global-firefox.ts'],
          ...ONE_BROWSER,
          sequence: { groupOrder: 3 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'webkit',
          include: ['test/webkit/**/*.test.ts'],
          exclude: NEVER,
          globalSetup: ['test/support/global-webkit.ts'],
          ...ONE_BROWSER,
          sequence: { groupOrder: 4 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'wordpress',
          include: ['test/wordpress/**/*.test.ts'],
          exclude: NEVER,
          provide: { engine: { name: 'chromium' } },
          globalSetup: ['test/support/global-wordpress.ts'],
          ...ONE_BROWSER,
          sequence: { groupOrder: 5 },
        },
      },
      {
        root: ROOT,
        resolve: ONE_GRAPHQL,
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          exclude: NEVER,
          fileParallelism: false,
          testTimeout: 180 * SECONDS,
          hookTimeout: 60 * SECONDS,
          ...PATIENT,
          sequence: { groupOrder: 6 },
        },
      },
    ],
  },
});
