// The operator's commands (`pnpm kinerja --help`); what is generated is made first, when it is missing or outdated.
import { requireNode } from './node-version.mjs';

requireNode();

await import('../../schema/bin/generate.mjs');

const { register } = await import('tsx/esm/api');
register();
await import('../src/cli/main.ts');
