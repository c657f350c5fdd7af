import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { provideProgram } from './debian.mjs';

const run = promisify(execFile);

/** Something that the scanner has against the server. */
export interface Finding {
  readonly category: string;
  readonly info: string;
  readonly method: string;
  readonly path: string;
  readonly parameter: string;
}

interface Report {
  readonly vulnerabilities: Readonly<Record<string, readonly Omit<Finding, 'category'>[]>>;
  readonly anomalies: Readonly<Record<string, readonly Omit<Finding, 'category'>[]>>;
}

/** Seconds: of looking around, and of each attack. */
const LOOK = 6;
const ATTACK = 4;

/** It asks the Internet for news of itself; nothing is to leave the machine. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Has Wapiti look around from some addresses, and attack what it finds.
 *
 * @param modules of Wapiti, by their names.
 */
export async function scanWithWapiti(addresses: readonly string[], modules: readonly string[]): Promise<Finding[]> {
  const program = provideProgram({
    title: 'Wapiti',
    variable: 'WAPITI_BIN',
    names: ['wapiti'],
    packages: ['wapiti'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-wapiti-'));
  const report = join(folder, 'report.json');
  try {
    const [first = '', ...others] = addresses;
    await run(
      program,
      [
        ...['--url', first, ...others.flatMap((address) => ['--start', address])],
        ...['--scope', 'folder', '--depth', '3', '--max-links-per-page', '20', '--max-files-per-dir', '15'],
        ...['--max-scan-time', String(LOOK), '--max-attack-time', String(ATTACK)],
        ...['--module', modules.join(','), '--no-bugreport', '--flush-session', '--store-session', folder],
        ...['--format', 'json', '--output', report],
      ],
      {
        env: { ...process.env, HOME: folder, https_proxy: NOWHERE, HTTPS_PROXY: NOWHERE },
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const { vulnerabilities, anomalies }: Report = JSON.parse(readFileSync(report, 'utf8'));
    return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([category, found]) =>
      found.map((each) => ({ category, ...each })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
