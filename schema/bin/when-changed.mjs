import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** All files under a folder, tests left out: what is made of it does not depend on them. */
export const filesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

/**
 * Makes something when it is missing, or when what it is made of is no longer as it was.
 *
 * @param {{ stamp: string, inputs: readonly string[], outputs: readonly string[] }} files `stamp` keeps what the inputs were.
 * @param {() => void | Promise<void>} make
 */
export const whenChanged = async ({ stamp, inputs, outputs }, make) => {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const input of inputs.toSorted()) hash.update(input).update(readFileSync(input));
  const now = hash.digest('hex');
  if ([...outputs, stamp].every((file) => existsSync(file)) && readFileSync(stamp, 'utf8') === now) return;
  await make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
};
