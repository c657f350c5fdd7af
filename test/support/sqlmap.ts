import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { provideProgram } from './debian.mjs';

const run = promisify(execFile);

/**
 * Has sqlmap try to reach the database through what stands before each `*` of a body of JSON.
 *
 * @returns what it says of each of them, and at the end.
 */
export async function attackWithSqlmap(url: string, body: string): Promise<string> {
  const program = provideProgram({
    title: 'sqlmap',
    variable: 'SQLMAP_BIN',
    names: ['sqlmap'],
    packages: ['sqlmap'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-sqlmap-'));
  try {
    const { stdout } = await run(
      program,
      [
        ...['--url', url, '--data', body, '--headers', 'Content-Type: application/json'],
        // Errors, yes and no, and unions; answers that come late would say more of a busy machine.
        ...['--dbms', 'PostgreSQL', '--technique', 'BEU', '--level', '1', '--risk', '1'],
        ...['--batch', '--flush-session', '--disable-coloring', '--output-dir', folder],
      ],
      { env: { ...process.env, HOME: folder }, maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
