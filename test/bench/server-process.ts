import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startOptions } from '../support/start-options.ts';
import type { MercuriusBoard } from './mercurius-server.ts';
import type { Served } from './serve.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly name: string;
  readonly address: string;
  /** What it has used so far. */
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

/** What a process has used since it began. */
export interface Usage {
  readonly cpuMicroseconds: number;
  /** What it has in memory now. */
  readonly memoryBytes: number;
}

/** What a served process tells its parent. */
export type Told = { readonly address: string } | Usage;

const GATEWAY = fileURLToPath(new URL('../../gateway/', import.meta.url));
const BUILT = 'dist/bench';

let building: Promise<unknown> | undefined;

/** The servers as the gateway is built to be started: what compiles while it runs would be measured with it. */
const built = async (): Promise<string> => {
  building ??= build({
    root: GATEWAY,
    configFile: join(GATEWAY, 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir: BUILT,
      rolldownOptions: { input: { serve: fileURLToPath(import.meta.resolve('./serve.ts')) } },
    },
  });
  await building;
  return join(GATEWAY, BUILT, 'serve.js');
};

/** BENCH_PROFILE: a folder for processor profiles of the servers, for Chrome's developer tools. */
const profiling = (name: string): readonly string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${join(folder, name)}`] : [];
};

/** What serves this, and the options of Node for it. */
const programFor = async (
  kind: (Served | MercuriusBoard)['kind'],
): Promise<readonly [program: string, flags: readonly string[]]> => {
  if (kind === 'mercurius') return [fileURLToPath(import.meta.resolve('./serve-peer.ts')), ['--import', 'tsx']];
  return [await built(), kind === 'gateway' ? startOptions() : []];
};

/** Starts a server; it ends with this process, however this one ends. */
export const startServer = async (name: string, served: Served | MercuriusBoard): Promise<ServerProcess> => {
  const [program, flags] = await programFor(served.kind);
  const child = fork(program, {
    execArgv: [...profiling(name), ...flags],
    env: { ...process.env, NODE_ENV: 'production' },
    // Ctrl-C is for the bench, which stops its servers in order.
    detached: true,
  });
  const ended = once(child, 'exit');
  const answer = async (): Promise<Told> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`${name} ended with ${code}.`);
      }),
    ]);
    return message as Told;
  };
  const listening = answer();
  child.send(served);
  const told = await listening;
  if (!('address' in told)) throw new Error(`${name} told no address.`);
  return {
    name,
    address: told.address,
    usage: async () => {
      const measured = answer();
      child.send('usage');
      const usage = await measured;
      if ('address' in usage) throw new Error(`${name} told its address again.`);
      return usage;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
