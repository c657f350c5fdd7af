// @ts-check
// Files that are added once and never changed afterwards, compared with what git remembers of the day they were added.
import { run } from './commands.mjs';

/** What was released, and pages of sites that pinned it. */
const FROZEN = ['widgets/releases/*/*', 'schema/releases/*', 'test/browser/frozen-pages/*'];

const git = (/** @type {readonly string[]} */ args) => run('git', ['-c', 'safe.directory=*', ...args, '--', ...FROZEN]);

/** Ids of contents by file, from lines that end with `<id> <more>⇥<file>`; of several the first counts. */
const contents = (/** @type {string} */ lines, /** @type {RegExp} */ line) => {
  /** @type {Map<string, string>} */
  const ids = new Map();
  for (const [, id = '', file = ''] of lines.matchAll(line)) if (!ids.has(file)) ids.set(file, id);
  return ids;
};

/**
 * Frozen files that are not what they were when they were committed first, or are gone. A clone without history knows of none.
 *
 * @returns {Promise<readonly string[]>}
 */
export async function changedFrozenFiles() {
  const history = await git([
    'log',
    '--reverse',
    '--no-renames',
    '--diff-filter=A',
    '--raw',
    '--no-abbrev',
    '--format=',
  ]);
  const index = await git(['ls-files', '--stage']);
  const added = contents(history.stdout, /^:\d+ \d+ \w+ (\w+) A\t(.+)$/gm);
  const now = contents(index.stdout, /^\d+ (\w+) \d\t(.+)$/gm);
  return [...added].flatMap(([file, id]) =>
    now.get(file) === id
      ? []
      : [
          `${file} was ${now.has(file) ? 'changed' : 'removed'} after it was frozen: raise the version, or add another page.`,
        ],
  );
}
