// @ts-check
// The WordPress of the distribution with what runs it, for the plugin that the project gives to regions.
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage, NoProgram, provideProgram } from './debian.mjs';
import { providePhpWithMysqli } from './php.mjs';

/** Packages as they were fetched; their names hold their version. */
const FETCHED = fileURLToPath(new URL('../node_modules/.cache/wordpress', import.meta.url));

/** What WordPress takes from other packages by links, and the theme that comes with it. Its web server is not wanted. */
const PARTS = /\b(?:libjs-[\w-]+|php-getid3|wordpress-theme-\w+)/g;

/** @typedef {{ readonly php: string, readonly mariadb: string }} Programs */

/**
 * What runs WordPress. Of the database only the programs are installed when there are none, so no service is started.
 *
 * @returns {Programs}
 * @throws {NoProgram}
 */
export const providePrograms = () => ({
  php: providePhpWithMysqli(),
  mariadb: provideProgram({
    title: 'MariaDB',
    variable: 'MARIADB_BIN',
    names: ['mariadbd'],
    packages: ['mariadb-server-core'],
  }),
});

/**
 * Lays a WordPress into an empty folder: that of WORDPRESS_DIR, else that of the distribution, whose packages are unpacked and
 * not installed, as they would bring a web server that listens.
 *
 * @param {string} folder
 * @returns {string} where it is
 * @throws {NoProgram}
 */
export function unpackWordpress(folder) {
  const given = process.env['WORDPRESS_DIR'];
  if (given) {
    cpSync(given, folder, { recursive: true });
    return folder;
  }
  try {
    const wordpress = fetchPackage('wordpress', FETCHED);
    const needs = execFileSync('dpkg-deb', ['--field', wordpress, 'Depends', 'Recommends'], { encoding: 'utf8' });
    const parts = needs.match(PARTS) ?? [];
    for (const file of [wordpress, ...parts.map((name) => fetchPackage(name, FETCHED))])
      execFileSync('dpkg-deb', ['--extract', file, folder]);
  } catch (error) {
    throw new NoProgram(
      `The tests need WordPress: on Debian and Ubuntu they fetch it, elsewhere set WORDPRESS_DIR to the folder of one. ${error}`,
    );
  }
  return join(folder, 'usr/share/wordpress');
}
