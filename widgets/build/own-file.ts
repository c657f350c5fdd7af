import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const TOOLKITS = ['toolkit.ts', 'form-toolkit.ts'].map((file) => resolve(SOURCE, file));

/** Rooms that `kinerja.js` has no need of: members may have a copy of what they need of them. */
const SHARED = ['embedding', 'locale', 'portal'];

/**
 * Keeps a member of the family to what is its own: the toolkits become `./kinerja.js`, which every page has already, and
 * anything else of other rooms is refused, because the page would then have it twice.
 */
export function ownFile(member: string): Plugin {
  return {
    name: 'own-file',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (!found || !importer) return found;
      if (TOOLKITS.includes(found.id)) return { id: './kinerja.js', external: true };
      const inside = relative(SOURCE, found.id);
      const [room = ''] = inside.split(sep);
      const isOwn = ['..', member, ...SHARED].includes(room);
      if (!isOwn && !importer.includes(`${sep}node_modules${sep}`))
        throw new Error(
          `${relative(SOURCE, importer)} imports ${inside}; members import other rooms by ../toolkit.ts or ../form-toolkit.ts.`,
        );
      return found;
    },
  };
}
