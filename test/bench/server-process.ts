import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Served } from './serve.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly name: string;
  readonly address: string;
  /** Processor time that it has used so far. */
  readonly cpuMicroseconds: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** What a served process tells its parent. */
export type Told = { readonly address: string } | { readonly cpuMicroseconds: number };

const SERVE = fileURLToPath(import.meta.resolve('./serve.ts'));

/** BENCH_PROFILE: a folder for processor profiles of the servers, for Chrome's developer tools. */
const profiling = (name: string): readonly string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${join(folder, name)}`] : [];
};

/** Starts a server; it ends with this process, however this one ends. */
export const startServer = async (name: string, served: Served): Promise<ServerProcess> => {
  const child = fork(SERVE, {
    execArgv: ['--import', 'tsx', ...profiling(name)],
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
    cpuMicroseconds: async () => {
      const measured = answer();
      child.send('cpu');
      const usage = await measured;
      return 'cpuMicroseconds' in usage ? usage.cpuMicroseconds : Number.NaN;
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
};
