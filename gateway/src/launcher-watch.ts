import { readFileSync } from 'node:fs';

const LOOK_MS = 500;
/** Programs that start a script for somebody and should end it with themselves: `npx`, `npm`, `pnpm`, and their shells. */
const LAUNCHER = /^(\S*\/)?(sh|dash|bash)\0-c\0|^npm |npx|pnpm/;

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // the process is gone, or this system has no /proc
  }
};

/** Parent and start time of a process. */
const look = (pid: number): { readonly parent: number; readonly startedAt: string } | undefined => {
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields === undefined ? undefined : { parent: Number(fields[1]), startedAt: fields[19] ?? '' };
};

/** The launchers above this process, nearest first. */
const launchersAbove = (): readonly { readonly pid: number; readonly startedAt: string }[] => {
  const found: { pid: number; startedAt: string }[] = [];
  for (let pid = process.ppid; pid > 1; ) {
    const state = look(pid);
    const command = read(`/proc/${pid}/cmdline`);
    if (state === undefined || command === undefined || !LAUNCHER.test(command)) break;
    found.push({ pid, startedAt: state.startedAt });
    pid = state.parent;
  }
  return found;
};

/**
 * Calls back once when one of the launchers above this process has ended: `npx` does not pass a SIGTERM on to what it
 * started, and a gateway that nobody sees any more would keep its port and its folder. Where there is no /proc, nothing
 * is watched.
 */
export const onLauncherEnd = (ended: () => void): void => {
  const launchers = launchersAbove();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(({ pid, startedAt }) => look(pid)?.startedAt === startedAt)) return;
    clearInterval(timer);
    ended();
  }, LOOK_MS);
  timer.unref();
};
