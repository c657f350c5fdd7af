import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Account, unprivilegedAccount } from '../../gateway/src/database/unprivileged-account.ts';
import { NoProgram } from './debian.mjs';
import { startMariadb } from './mariadb.ts';
import { freePort } from './process.ts';
import { providePrograms, unpackWordpress } from './wordpress.mjs';

const START_SECONDS = 60;
const PLUGIN = fileURLToPath(new URL('../../examples/wordpress-plugin/kinerja', import.meta.url));
const CLASSIC_THEME = fileURLToPath(new URL('../wordpress/classic-theme', import.meta.url));

/** Somebody who may do everything in the site. */
export const ADMIN = { login: 'admin', password: 'sandi-contoh-1' } as const;

/** A WordPress that runs, without the plugin. */
export interface RunningWordpress {
  readonly address: string;
  readonly folder: string;
  /** What to start PHP with: program and arguments. */
  readonly php: readonly string[];
  readonly account: Account | undefined;
  /** What PHP and WordPress complain about is written there. */
  readonly log: string;
  /** The plugin as a web admin uploads it. */
  readonly zip: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Or why there is none. */
    readonly wordpress: RunningWordpress | string;
  }
}

/**
 * One WordPress for the tests of the plugin, with a database and a server of its own.
 *
 * @returns ends both and removes their folder.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const endings: (() => Promise<void> | void)[] = [];
  const tearDown = async () => {
    for (const end of endings.reverse()) await end();
  };
  try {
    provide('wordpress', await start((end) => endings.push(end)));
  } catch (error) {
    await tearDown();
    if (!(error instanceof NoProgram)) throw error;
    provide('wordpress', error.message);
    return async () => undefined;
  }
  return tearDown;
}

async function start(atTheEnd: (end: () => Promise<void> | void) => void): Promise<RunningWordpress> {
  const programs = providePrograms();
  const account = unprivilegedAccount();
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-wordpress-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  if (account) chownSync(folder, account.uid, account.gid);
  const site = unpackWordpress(join(folder, 'unpacked'));
  const database = await startMariadb(programs.mariadb, folder, account);
  atTheEnd(database.stop);
  const address = `http://127.0.0.1:${await freePort()}`;
  const log = join(folder, 'complaints.log');
  layOut({ site, socket: database.socket, address, log, account });
  // Every run of PHP would compile WordPress anew.
  const compiled = join(folder, 'compiled');
  mkdirSync(compiled);
  if (account) chownSync(compiled, account.uid, account.gid);
  const settings = {
    display_errors: 'stderr',
    error_log: log,
    memory_limit: '256M',
    'opcache.enable_cli': '1',
    'opcache.file_cache': compiled,
    sendmail_path: '/bin/true',
  };
  const php = [programs.php, ...Object.entries(settings).flatMap(([name, value]) => ['-d', `${name}=${value}`])];
  runPhp({ php, account }, install({ site, socket: database.socket }));
  atTheEnd(await serve({ php, account, site, address }));
  const zip = join(folder, 'kinerja.zip');
  // As whoever runs the tests: the account may not be let into the project's folder.
  runPhp({ php, account: undefined }, zipPlugin(site, zip));
  return { address, folder: site, php, account, log, zip };
}

/** Runs PHP; what it has printed. */
export const runPhp = (
  { php: [program = '', ...given], account }: Pick<RunningWordpress, 'php' | 'account'>,
  code: string,
) => execFileSync(program, [...given, '-r', code], { ...account, cwd: '/', encoding: 'utf8', stdio: 'pipe' });

/** A value as PHP writes it. */
export const quoted = (value: string | boolean): string =>
  typeof value === 'boolean' ? String(value) : `'${value.replaceAll(/['\\]/g, '\\$&')}'`;

const install = ({ site, socket }: { readonly site: string; readonly socket: string }) => `
  (new mysqli(null, 'root', '', '', 0, ${quoted(socket)}))->query('CREATE DATABASE wordpress');
  define('WP_INSTALLING', true);
  require ${quoted(`${site}/wp-load.php`)};
  require ABSPATH . 'wp-admin/includes/upgrade.php';
  wp_install('Situs contoh Kabupaten Bulungan', '${ADMIN.login}', 'admin@contoh.test', false, '', '${ADMIN.password}');
  // Pictures of people come from another server.
  update_option('show_avatars', 0);
  // Nobody wants to be welcomed to the editor.
  $preferences = ['core/edit-post' => ['welcomeGuide' => false], '_modified' => gmdate('c')];
  update_user_meta(1, 'wp_persisted_preferences', $preferences);
`;

/** By what WordPress itself brings, so that no other program is needed. */
const zipPlugin = (site: string, zip: string) => `
  require ${quoted(`${site}/wp-admin/includes/class-pclzip.php`)};
  $zip = new PclZip(${quoted(zip)});
  $zip->create(${quoted(PLUGIN)}, PCLZIP_OPT_REMOVE_PATH, ${quoted(join(PLUGIN, '..'))}) || exit($zip->errorInfo(true));
`;

interface Layout {
  readonly site: string;
  readonly socket: string;
  readonly address: string;
  readonly log: string;
  readonly account: Account | undefined;
}

/** The configuration, and what WordPress writes into. */
function layOut({ site, socket, address, log, account }: Layout): void {
  const constants = {
    DB_NAME: 'wordpress',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${socket}`,
    WP_HOME: address,
    WP_SITEURL: address,
    WP_DEBUG: true,
    WP_DEBUG_DISPLAY: false,
    WP_DEBUG_LOG: log,
    FS_METHOD: 'direct',
    DISABLE_WP_CRON: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    // Nothing leaves the machine; its own addresses are open.
    WP_HTTP_BLOCK_EXTERNAL: true,
  };
  const lines = Object.entries(constants).map(([name, value]) => `define(${quoted(name)}, ${quoted(value)});`);
  const config = `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\nrequire_once __DIR__ . '/wp-settings.php';\n`;
  writeFileSync(join(site, 'wp-config.php'), config);
  writeFileSync(log, '');
  // Browsers ask for one, and PHP's server has none to send.
  writeFileSync(join(site, 'favicon.ico'), '');
  const content = join(site, 'wp-content');
  for (const name of ['upgrade', 'uploads']) mkdirSync(join(content, name), { recursive: true });
  cpSync(CLASSIC_THEME, join(content, 'themes/classic-theme'), { recursive: true });
  if (!account) return;
  const written = [log, content, ...readdirSync(content).map((name) => join(content, name))];
  for (const path of written) chownSync(path, account.uid, account.gid);
}

interface Serving {
  readonly php: readonly string[];
  readonly account: Account | undefined;
  readonly site: string;
  readonly address: string;
}

/** @returns ends PHP's server */
async function serve({ php: [program = '', ...given], account, site, address }: Serving): Promise<() => Promise<void>> {
  const server = spawn(program, [...given, '-S', new URL(address).host, '-t', site], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = () => {
    server.kill('SIGTERM');
    return ended;
  };
  try {
    await answers(server, `${address}/wp-login.php`);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

async function answers(server: ChildProcess, address: string): Promise<void> {
  for (let waited = 0; waited < START_SECONDS * 20; waited += 1) {
    if (server.exitCode !== null) throw new Error(`PHP's server ended with ${server.exitCode}.`);
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`WordPress did not answer at ${address}.`);
}
