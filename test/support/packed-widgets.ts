import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stagePackage } from '@kinerja/widgets/packaging/stage';

const CONSUMER = fileURLToPath(new URL('../consumer', import.meta.url));

/** An application that has installed the widgets from their archive, as a registry would have sent it. */
export interface Consumer {
  /** Where its own files are. */
  readonly folder: string;
  /** What was unpacked: the package as it is published. */
  readonly installed: string;
  readonly tarball: Buffer;
  remove(): void;
}

/** Packs the widgets and installs them into a folder of their own; what else an application has is linked there. */
export async function installPacked(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-consumer-'));
  const staged = join(folder, 'staged');
  await stagePackage(staged);
  execFileSync('npm', ['pack', '--silent', '--offline', '--pack-destination', folder], { cwd: staged });
  rmSync(staged, { recursive: true });
  const archive = join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '');
  const installed = join(folder, 'node_modules/@kinerja/widgets');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', installed, '--strip-components', '1']);
  linkPackages(join(CONSUMER, 'node_modules'), join(folder, 'node_modules'));
  for (const name of readdirSync(CONSUMER))
    if (name !== 'node_modules') cpSync(join(CONSUMER, name), join(folder, name));
  const tarball = readFileSync(archive);
  return { folder, installed, tarball, remove: () => rmSync(folder, { recursive: true }) };
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@kinerja') continue;
    if (name.startsWith('@')) linkPackages(join(from, name), join(to, name));
    else symlinkSync(join(from, name), join(to, name), 'junction');
  }
}
