import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { addPortalKey } from '../support/sign-in.ts';

/* What the README gives to the makers of portals is run as it stands there. */

const gateway = await startGateway({
  now: new Date().toISOString(),
  tenants: { bulungan: { code: '65.01', units: [{ name: 'BKPSDM' }] } },
});
const { bulungan } = gateway.tenants;
const { Siti: siti } = await seedEmployees(gateway.database.database, bulungan, [
  { name: 'Siti', unit: 'BKPSDM', post: 'Analis' },
]);

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
const snippet = /## Sign-in\n.*?```js\n(.*?)```/s.exec(readme)?.[1] ?? '';
const folder = mkdtempSync(join(tmpdir(), 'kinerja-snippet-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the snippet for Node makes a token that signs in', async () => {
  const { kid, secret } = await addPortalKey(gateway.database, bulungan);
  vi.stubEnv('KINERJA_KID', kid);
  vi.stubEnv('KINERJA_SECRET', secret);
  const file = join(folder, 'token.mjs');
  writeFileSync(file, snippet);
  const { tokenFor } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    tokenFor: (nip: string) => string;
  };
  const { data } = await gateway.ask('{ viewer { id } }', {}, { Authorization: `Bearer ${tokenFor(siti.nip)}` });
  expect(data).toEqual({ viewer: { id: siti.id } });
  vi.unstubAllEnvs();
});
