import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends a signal; false when there is no such process, as one that has ended by itself. */
const reaches = (pid: number, signal: 'SIGSTOP' | 'SIGKILL' | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};
const isAlive = (pid: number): boolean => reaches(pid, 0);

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
  reaches(pid, 'SIGSTOP');
  const victims = [pid, ...childrenOf(pid)];
  for (const victim of victims) reaches(victim, 'SIGKILL');
  while (isAlive(pid)) await sleep(5);
  const until = performance.now() + BURIED_MS;
  while (victims.some(isAlive) && performance.now() < until) await sleep(5);
};
