// @ts-check
// The PHP of the machine, for what the project gives to the makers of portals in that language: version 8 or later.
import { provideProgram } from './debian.mjs';

/** Where PHP is; installed when there is none. */
export const providePhp = () =>
  provideProgram({ title: 'PHP', variable: 'PHP_BIN', names: ['php'], packages: ['php-cli'] });
