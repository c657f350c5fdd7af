import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { provideProgram } from './debian.mjs';
import { freePort } from './process.ts';

/** A Redis server of a test, on loopback. */
export interface RedisServer {
  readonly url: string;
  /** Everything that is in it, as it would write it to a disk. */
  readonly contents: () => Promise<string>;
  /** As when it does not get on: connections stay open, nothing is answered. */
  readonly halt: () => void;
  readonly resume: () => void;
  readonly stop: () => Promise<void>;
}

/** Debian has the server in the package of its tools, under a name by which it checks files instead. */
const CHECKER = 'redis-check-rdb';

const provideServer = (folder: string): string => {
  const program = provideProgram({
    title: 'Redis',
    variable: 'REDIS_BIN',
    names: ['redis-server', 'valkey-server', CHECKER],
    packages: ['redis-tools'],
  });
  if (basename(program) !== CHECKER) return program;
  const server = join(folder, 'redis-server');
  symlinkSync(program, server);
  return server;
};

const START_TRIES = 200;

/** @param port a free one by default. */
export const startRedis = async (port?: number): Promise<RedisServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-redis-'));
  const url = `redis://127.0.0.1:${port ?? (await freePort())}`;
  const settings = ['--bind', '127.0.0.1', '--port', new URL(url).port, '--save', '', '--appendonly', 'no'];
  const server: ChildProcess = spawn(provideServer(folder), settings, { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const client = new Redis(url, { retryStrategy: () => 50, lazyConnect: true });
  client.on('error', () => undefined);
  const stop = async () => {
    client.disconnect();
    server.kill('SIGCONT');
    server.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; (await client.ping().catch(() => undefined)) !== 'PONG'; tries += 1) {
    if (tries === START_TRIES || server.exitCode !== null) {
      await stop();
      throw new Error('Redis did not start.');
    }
    await sleep(25);
  }
  return {
    url,
    contents: async () => {
      const keys = await client.keys('*');
      const values = keys.length === 0 ? [] : await client.mget(keys);
      return JSON.stringify([keys, values]);
    },
    halt: () => server.kill('SIGSTOP'),
    resume: () => server.kill('SIGCONT'),
    stop,
  };
};
