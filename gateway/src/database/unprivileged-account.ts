import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type PostgresPrograms, programIn } from './postgres-programs.ts';
import { SetupError } from './setup-error.ts';

/** An account that PostgreSQL may run as; it refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const NAMES = ['postgres', 'kinerja'];
/** Where programs are copied when root's packages lie in a folder that is closed to everyone else. */
const PROGRAM_CACHE = '/var/cache/kinerja';

const lookUp = (): Account | undefined => {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of NAMES) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined && Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
};

/**
 * The account for the database server: none when this process is not root, else `postgres`, or `kinerja`, which is made.
 *
 * @throws {SetupError} when none exists and none can be made.
 */
export const unprivilegedAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const existing = lookUp();
  if (existing !== undefined) return existing;
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'kinerja']);
  const made = lookUp();
  if (made === undefined)
    throw new SetupError(
      'PostgreSQL does not run as root and no account "kinerja" could be made: make one (useradd --system kinerja) or start as an ordinary user.',
    );
  return made;
};

const canRun = (bin: string, account: Account) =>
  spawnSync(programIn(bin, 'postgres'), ['--version'], { ...account, cwd: '/' }).status === 0;

/** The programs in a place where the account can run them; a copy when their own folder is closed to it. */
export const runnableBy = (account: Account | undefined, programs: PostgresPrograms): PostgresPrograms => {
  if (account === undefined || canRun(programs.bin, account)) return programs;
  const home = dirname(programs.bin);
  const copy = join(PROGRAM_CACHE, `postgresql-${programs.engine}-${programs.major}-${process.arch}`);
  if (!existsSync(copy)) {
    const making = `${copy}.${process.pid}`;
    mkdirSync(PROGRAM_CACHE, { recursive: true, mode: 0o755 });
    cpSync(home, making, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(making, copy);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // another process made it meanwhile
    }
  }
  const runnable = { ...programs, bin: join(copy, 'bin') };
  if (canRun(runnable.bin, account)) return runnable;
  throw new SetupError(
    `The account with id ${account.uid} cannot run PostgreSQL from ${programs.bin}: install PostgreSQL for all users.`,
  );
};
