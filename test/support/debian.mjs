// @ts-check
// Programs of the machine that tests need. On Debian and Ubuntu they are installed when this process may do that.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Whether this process is the administrator. */
export const isRoot = () => process.getuid?.() === 0;

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Absent and not executable are the same here.
    return false;
  }
}

/**
 * Where the first of these programs is on PATH, or where those of servers are, which not everybody has on PATH.
 *
 * @param {readonly string[]} names
 */
function findOnPath(names) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** A program that the tests need cannot be had; the message tells what to do. */
export class NoProgram extends Error {}

/**
 * A program of the machine.
 *
 * @typedef {object} Program
 * @property {string} title What people call it.
 * @property {string} variable Names its executable, when it is to be another one than the first on PATH.
 * @property {readonly string[]} names What its executable may be called.
 * @property {readonly string[]} packages Of Debian.
 */

/**
 * Where a program is. On Debian and Ubuntu it is installed when there is none and this process may do that.
 *
 * @param {Program} program
 * @throws {NoProgram}
 */
export const provideProgram = ({ title, variable, names, packages }) =>
  provide({
    title,
    packages,
    find: () => named(variable) ?? findOnPath(names),
    otherwise: `set ${variable} to its executable (${names.join(', ')})`,
  });

/**
 * Something that the tests need of the machine.
 *
 * @typedef {object} Need
 * @property {string} title What people call it.
 * @property {readonly string[]} packages Of Debian.
 * @property {() => string | undefined} find Where it is.
 * @property {string} otherwise What can be done in place of installing it.
 */

/**
 * Where something is. On Debian and Ubuntu it is installed when there is none and this process may do that.
 *
 * @param {Need} need
 * @throws {NoProgram}
 */
export function provide({ title, packages, find, otherwise }) {
  const found = find();
  if (found) return found;
  if (!mayInstall()) throw new NoProgram(`The tests need ${title}: install ${packages[0]}, or ${otherwise}.`);
  process.stdout.write(`Installing ${title} for the tests (apt-get install ${packages.join(' ')}, once).\n`);
  try {
    install(packages);
  } catch (error) {
    throw new NoProgram(`There is no ${title} for the tests: ${error instanceof Error ? error.message : error}`);
  }
  const installed = find();
  if (!installed) throw new NoProgram(`${title} was installed, but it is not found: ${otherwise}.`);
  return installed;
}

/**
 * The executable that a variable names.
 *
 * @param {string} variable
 * @throws {NoProgram} when it names a file that cannot be run
 */
function named(variable) {
  const file = process.env[variable];
  if (!file || isExecutable(file)) return file || undefined;
  throw new NoProgram(`${variable} is ${file}, which is no executable file.`);
}

/** Whether packages can be installed here. */
function mayInstall() {
  if (!isRoot() || !isExecutable('/usr/bin/apt-get')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Installs packages of the distribution.
 *
 * @param {readonly string[]} packages
 * @throws an Error with what apt-get said.
 */
function install(packages) {
  apt(['update']);
  apt(['install', '--yes', '--no-install-recommends', ...packages]);
}

/**
 * The file of a package in a folder, fetched once and not installed: nothing of it is started, nothing of the machine changes.
 *
 * @param {string} name
 * @param {string} folder
 * @throws {NoProgram}
 */
export function fetchPackage(name, folder) {
  mkdirSync(folder, { recursive: true });
  const find = () => readdirSync(folder).find((file) => file.startsWith(`${name}_`));
  if (!find()) {
    const arriving = mkdtempSync(join(folder, 'arriving-'));
    try {
      download(name, arriving);
      for (const file of readdirSync(arriving)) renameSync(join(arriving, file), join(folder, file));
    } catch (error) {
      throw new NoProgram(`The package ${name} cannot be had: ${error instanceof Error ? error.message : error}`);
    } finally {
      rmSync(arriving, { recursive: true, force: true });
    }
  }
  return join(folder, find() ?? '');
}

/**
 * @param {string} name
 * @param {string} folder
 */
function download(name, folder) {
  try {
    apt(['download', name], folder);
  } catch (error) {
    // What is known of the packages may be old, or nothing.
    if (!mayInstall()) throw error;
    apt(['update']);
    apt(['download', name], folder);
  }
}

/** Test files run side by side, and each may miss a program: apt-get refuses to start while another one runs. */
const TURN = join(tmpdir(), 'kinerja-apt-get.lock');

/**
 * @param {readonly string[]} args
 * @param {string} [folder]
 */
function apt(args, folder) {
  try {
    execFileSync('flock', [TURN, 'apt-get', '--quiet', ...args], {
      cwd: folder,
      // In run level 1 no service of a package is started by itself: tests start their own.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new Error(`apt-get ${args.join(' ')} failed:\n${told}`);
  }
}
