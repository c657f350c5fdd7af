// @ts-check
// Programs of the machine that tests need. On Debian and Ubuntu they are installed when this process may do that.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether this process is the administrator. */
export const isRoot = () => process.getuid?.() === 0;

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Absent and not executable are the same here.
    return false;
  }
}

/**
 * Where the first of these programs is on PATH.
 *
 * @param {readonly string[]} names
 */
export function findOnPath(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Whether packages can be installed here. */
export function mayInstall() {
  if (!isRoot() || !isExecutable('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs packages of the distribution.
 *
 * @param {readonly string[]} packages
 * @throws an Error with what apt-get said.
 */
export function install(packages) {
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...packages);
}

/** @param {readonly string[]} args */
function apt(...args) {
  try {
    execFileSync('apt-get', ['--quiet', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`apt-get ${args.join(' ')} failed:\n${told}`);
  }
}
