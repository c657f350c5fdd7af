import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process
  }
};

/** The processes that a server has started, on systems with /proc. */
const childrenOf = (pid: number): readonly number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // elsewhere they notice by themselves that their server is gone
  }
};

/** Kills a database server with all its processes, as a machine does that runs out of memory. */
export const killServer = async (pid: number | undefined): Promise<void> => {
  if (pid === undefined) throw new Error('No database server runs that could be killed.');
  for (const victim of [pid, ...childrenOf(pid)]) if (isAlive(victim)) process.kill(victim, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
};
