// Generates what the packages import from this one: the Prisma client, the types of its tables for Pothos, and the
// typed operations of the widgets. Nothing is done while the inputs are as they were.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { whenChanged } from './when-changed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'generated');
const require = createRequire(import.meta.url);

const run = (what, args, env = {}) => {
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
  });
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\nGenerating ${what} failed.\n`);
    process.exit(1);
  }
};

const generatedWhenChanged = (name, inputs, outputs, generate) => {
  const here = (files) => files.map((file) => join(root, file));
  return whenChanged(
    { stamp: join(generated, `${name}.stamp`), inputs: here(inputs), outputs: here(outputs) },
    generate,
  );
};

await generatedWhenChanged(
  'prisma',
  ['prisma/schema.prisma', 'package.json', 'bin/generate.mjs'],
  ['generated/prisma/client.ts', 'generated/pothos.ts'],
  () =>
    run(
      'the database client',
      [require.resolve('prisma/build/index.js'), 'generate', '--schema', 'prisma/schema.prisma', '--no-hints'],
      {
        // The schema engine is only needed to migrate; naming any executable keeps Prisma from downloading one.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    ),
);

const operations = readdirSync(join(root, 'operations')).map((file) => `operations/${file}`);
if (existsSync(join(root, 'bin/operations.mjs')))
  await generatedWhenChanged(
    'operations',
    ['schema.graphql', 'bin/operations.mjs', ...operations],
    ['generated/operations.ts'],
    () => run('the typed operations', ['bin/operations.mjs']),
  );
