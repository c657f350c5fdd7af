import { NoProgram } from './debian.mjs';

/** What the browser tests of a project run in. */
export interface Engine {
  readonly name: 'chromium' | 'firefox' | 'webkit';
  /** The program to start; not needed for Chromium, which every run has. */
  readonly program?: string;
  /** Why there is none. */
  readonly missing?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly engine: Engine;
  }
}

/**
 * Finds or installs the browser of an engine. Where it cannot be had its tests say so and are skipped; CI runs them all.
 *
 * @throws {NoProgram} in CI
 */
export function engineWith(name: Engine['name'], provide: () => string): Engine {
  try {
    return { name, program: provide() };
  } catch (error) {
    if (!(error instanceof NoProgram) || process.env['CI']) throw error;
    return { name, missing: error.message };
  }
}
