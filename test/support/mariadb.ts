import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '../../gateway/src/database/unprivileged-account.ts';

const START_SECONDS = 60;

/**
 * An empty database of a test: on a socket in a folder that is closed to others, so it asks for no password and needs no tables
 * of accounts; and without InnoDB, whose files and memory would be most of it.
 */
const SETTINGS = [
  '--no-defaults',
  '--skip-networking',
  '--skip-grant-tables',
  '--skip-innodb',
  '--default-storage-engine=Aria',
  '--aria-pagecache-buffer-size=16M',
  '--aria-log-file-size=8M',
  '--key-buffer-size=1M',
  '--max-connections=20',
];

export interface Mariadb {
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

export async function startMariadb(program: string, folder: string, account: Account | undefined): Promise<Mariadb> {
  const data = join(folder, 'mariadb');
  const socket = join(data, 'socket');
  mkdirSync(data, { mode: 0o700 });
  if (account) chownSync(data, account.uid, account.gid);
  const child: ChildProcess = spawn(program, [...SETTINGS, `--datadir=${data}`, `--socket=${socket}`], {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let waited = 0; !existsSync(socket); waited += 1) {
    if (child.exitCode !== null || waited === START_SECONDS * 20) {
      await stop();
      throw new Error(`MariaDB did not start with ${data}:\n${told}`);
    }
    await sleep(50);
  }
  return { socket, stop };
}
