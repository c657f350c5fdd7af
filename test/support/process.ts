import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startOptions } from './start-options.ts';

const START = fileURLToPath(new URL('../../gateway/bin/start.mjs', import.meta.url));
const ANSWER_SECONDS = 90;

/** A gateway in a process of its own, started as an operator starts it. */
export interface GatewayProcess {
  readonly address: string;
  readonly pid: number;
  /** What it has printed so far, on both streams. */
  readonly printed: () => string;
  /** Resolves when it answers `/readyz`; fails when it ends before. */
  readonly ready: () => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** A folder for the data of one test, and how it is left: with no server running and nothing on the disk. */
export const temporaryData = (): { readonly folder: string; readonly remove: () => Promise<void> } => {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-data-'));
  return {
    folder,
    remove: async () => {
      for (let waited = 0; serverOf(folder) !== undefined && waited < 100; waited += 1) {
        try {
          process.kill(serverOf(folder) ?? 0, 'SIGQUIT');
        } catch {
          break; // it ended by itself
        }
        await sleep(50);
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The database server that runs on a data folder, when there is one. */
export const serverOf = (dataDir: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined; // no such file, or no such process
  }
};

/**
 * Starts a gateway with some variables; without demonstration regions unless they are asked for.
 *
 * @param start of which checkout; of this one by default.
 */
export const startProcess = async (
  variables: Readonly<Record<string, string>>,
  start: string = START,
): Promise<GatewayProcess> => {
  const port = variables['PORT'] ?? String(await freePort());
  const child: ChildProcess = spawn(process.execPath, [...startOptions(), start], {
    // The runner of the tests has a MODE of its own.
    env: { ...process.env, MODE: 'demo', DEMO: '0', POSTGRES_BIN: 'npm', ...variables, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  let code: number | null | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (exit) => {
      code = exit;
      resolve(exit);
    });
  });
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    pid: child.pid ?? 0,
    printed: () => printed,
    ready: async () => {
      for (let waited = 0; waited < ANSWER_SECONDS * 20; waited += 1) {
        if (code !== undefined) throw new Error(`The gateway ended with ${code}:\n${printed}`);
        const answer = await fetch(`${address}/readyz`).catch(() => undefined);
        if (answer?.status === 200) return;
        await sleep(50);
      }
      throw new Error(`The gateway did not answer:\n${printed}`);
    },
    kill: (signal) => child.kill(signal),
    ended,
  };
};
