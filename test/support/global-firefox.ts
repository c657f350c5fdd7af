import type { TestProject } from 'vitest/node';
import { engineWith } from './engine.ts';
import { provideFirefox } from './firefox.ts';

/** Runs once before the tests of the project, and only when there are some to run. */
export const setup = ({ provide }: TestProject): void => provide('engine', engineWith('firefox', provideFirefox));
