import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './setup-error.ts';

interface Holder {
  readonly pid: number;
  /** When the process started, in the kernel's ticks; tells a process from a later one with the same number. */
  readonly startedAt: string | null;
}

const startOf = (pid: number): string | null => {
  try {
    // Field 22 of /proc/<pid>/stat, counted after the name, which may hold spaces and brackets.
    return (
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? null
    );
  } catch {
    return null; // no /proc on this system: the process number alone has to do
  }
};

const isAlive = ({ pid, startedAt }: Holder): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === startOf(pid);
};

const readHolder = (file: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined; // gone meanwhile, or written by nobody who finished
  }
};

/**
 * Takes the data folder for this process; two processes on one folder would each believe in their own database server.
 * A holder that died leaves no obstacle.
 *
 * @returns gives the folder back.
 * @throws {SetupError} naming the process that holds it.
 */
export const lockDataFolder = (dataDir: string): (() => void) => {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'gateway.lock');
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) } satisfies Holder));
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, and fails when the name is taken.
        linkSync(own, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder))
        throw new SetupError(`The data folder ${dataDir} is in use by process ${holder.pid}: stop that one first.`);
      // Of several that find a dead holder, one moves it away; the others meet the winner's lock in the next round.
      const stale = `${own}.stale`;
      try {
        renameSync(file, stale);
        rmSync(stale);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
};
