// @ts-check
// The PHP of the machine, for what the project gives to the makers of portals in that language.
import { findOnPath, install, isExecutable, mayInstall } from './debian.mjs';

/**
 * Where PHP is. On Debian and Ubuntu it is installed when there is none and this process may do that.
 *
 * @throws an Error that tells what to install.
 */
export function providePhp() {
  const found = findPhp();
  if (found) return found;
  if (!mayInstall())
    throw new Error('This test needs PHP 8 or later: install php-cli (or php), or set PHP_BIN to its executable.');
  process.stdout.write('Installing PHP for the test of the portal token (apt-get install php-cli, once).\n');
  install(['php-cli']);
  const installed = findPhp();
  if (!installed) throw new Error('PHP was installed, but there is no such program on PATH.');
  return installed;
}

function findPhp() {
  const named = process.env['PHP_BIN'];
  if (!named) return findOnPath(['php']);
  if (isExecutable(named)) return named;
  throw new Error(`PHP_BIN is ${named}, which is no executable file.`);
}
