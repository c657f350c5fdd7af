// @ts-check
// The PHP of the machine, for what the project gives to the makers of portals in that language: version 8 or later.
import { spawnSync } from 'node:child_process';
import { provide, provideProgram } from './debian.mjs';

/** Where PHP is; installed when there is none. */
export const providePhp = () =>
  provideProgram({ title: 'PHP', variable: 'PHP_BIN', names: ['php'], packages: ['php-cli'] });

/** Where a PHP is that reaches MariaDB. */
export function providePhpWithMysqli() {
  const php = providePhp();
  const hasMysqli = () => spawnSync(php, ['-r', "exit(extension_loaded('mysqli') ? 0 : 1);"]).status === 0;
  return provide({
    title: 'the extension mysqli of PHP',
    packages: ['php-mysql'],
    find: () => (hasMysqli() ? php : undefined),
    otherwise: 'set PHP_BIN to a PHP that has it',
  });
}
