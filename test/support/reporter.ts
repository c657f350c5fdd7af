import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Counts a run for the runner (test/run.mjs), which ends with the figures. Whatever keeps a run from being good is a
 * failure: a test, a file or suite that broke outside of its tests, an error that nobody caught, a run without a test.
 */
export class VerdictReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;

    const passed = count('passed');
    const failed = count('failed') + broken + unhandledErrors.length;
    const nothingRan = passed + failed === 0;
    process.send?.({ passed, failed: nothingRan ? 1 : failed, skipped: count('skipped') });
  }
}
