// The operator's commands (`pnpm kinerja --help`); what is generated or built is made first, when it is missing or outdated.
import { requireNode } from './node-version.mjs';

requireNode();

await import('../../schema/bin/generate.mjs');
await import('./build.mjs');
await import('../dist/bin/cli.js');
