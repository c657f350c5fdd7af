import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pnpm } from '../../commands.mjs';

const ROOT = fileURLToPath(new URL('peers/', import.meta.url));

/**
 * Installs what the widgets are measured beside, as its own lockfile says and without running anything of it; the install of
 * the project stays without these 140 MB.
 *
 * @param withNord also what its licence keeps for those who work for Nordhealth.
 */
export const installPeers = async (withNord: boolean): Promise<void> => {
  const optional = withNord ? [] : ['--no-optional'];
  const { ok, output } = await pnpm(['--dir', ROOT, 'install', '--frozen-lockfile', '--ignore-scripts', ...optional]);
  if (!ok) throw new Error(`The peers could not be installed:\n${output.trimEnd()}`);
};

/** The path of a file in a peer's package. */
export const peerFile = (path: string): string => `${ROOT}node_modules/${path}`;

export const peerVersion = (name: string): string => {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(peerFile(`${name}/package.json`), 'utf8'));
  return version;
};
