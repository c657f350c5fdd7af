import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process that is there, and migrates when it is told a database. */
export interface Migrator {
  /** @param upTo how many migrations the database has afterwards; all by default. */
  readonly migrate: (ownerUrl: string, upTo?: number) => void;
  /** Resolves when it has migrated, or was killed. */
  readonly ended: Promise<void>;
  /** SIGKILL, at whatever it is doing; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

const MIGRATE = fileURLToPath(new URL('../../gateway/src/database/migrate.ts', import.meta.url));
const CHILD = `
  const { MIGRATIONS, migrate } = await import(${JSON.stringify(MIGRATE)});
  process.stdout.write('there');
  const told = await new Promise((resolve) => process.stdin.once('data', (data) => resolve(String(data))));
  const { ownerUrl, upTo } = JSON.parse(told);
  await migrate(ownerUrl, MIGRATIONS, upTo);
  process.exit(0);`;

export const startMigrator = async (): Promise<Migrator> => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', CHILD], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    migrate: (ownerUrl, upTo) => child.stdin.write(JSON.stringify({ ownerUrl, upTo })),
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
