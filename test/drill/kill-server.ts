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

/** What nobody buries is listed as long as its parent lives, and holds nothing any more. */
const BURIED_MS = 1_000;

/** Kills a database server with all its processes, as a machine does that runs out of memory. */
export const killServer = async (pid: number | undefined): Promise<void> => {
  if (pid === undefined) throw new Error('No database server runs that could be killed.');
  // It starts no further process while they are counted.
  process.kill(pid, 'SIGSTOP');
  const victims = [pid, ...childrenOf(pid)];
  for (const victim of victims) if (isAlive(victim)) process.kill(victim, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
  const until = performance.now() + BURIED_MS;
  while (victims.some(isAlive) && performance.now() < until) await sleep(5);
};
