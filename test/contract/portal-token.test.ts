import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { providePhp } from '../support/php.mjs';
import { addPortalKey } from '../support/sign-in.ts';

/* The tokens of the example portal, in both of its languages, before a gateway. */

const gateway = await startGateway({
  now: new Date().toISOString(),
  tenants: { bulungan: { code: '65.01', units: [{ name: 'BKPSDM' }] } },
});
const { bulungan } = gateway.tenants;
const { Siti: siti } = await seedEmployees(gateway.database.database, bulungan, [
  { name: 'Siti', unit: 'BKPSDM', post: 'Analis' },
]);
const key = await addPortalKey(gateway.database, bulungan);

let php: string;
beforeAll(() => {
  php = providePhp();
}, 300_000);

const runPhp = (code: string, env: Readonly<Record<string, string>> = {}): string =>
  execFileSync(php, ['-d', 'display_errors=stderr', '-r', code], { encoding: 'utf8', env: { ...process.env, ...env } });

const example = JSON.stringify(fileURLToPath(new URL('../../examples/simpeg-portal/php/token.php', import.meta.url)));
const tokenFor = (subject: string) =>
  runPhp(`require ${example}; echo token_for('${key.kid}', '${key.secret}', '65.01', '${subject}');`);

const viewerOf = async (token: string) =>
  gateway.ask<{ viewer: { id: string } | null }>('{ viewer { id } }', {}, { Authorization: `Bearer ${token}` });

test("the example's PHP makes a token that signs in, by employee number and by id", async () => {
  for (const subject of [siti.nip, siti.id])
    expect((await viewerOf(tokenFor(subject))).data).toEqual({ viewer: { id: siti.id } });
});

test("the example's PHP makes a token of its own each time, for ten minutes", () => {
  const claims = [tokenFor(siti.nip), tokenFor(siti.nip)].map((token) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
  expect(claims[0].jti).not.toBe(claims[1].jti);
  for (const { iat, exp } of claims) expect(exp - iat).toBe(600);
});

test('a token of PHP with another secret is refused', async () => {
  const forged = runPhp(`require ${example}; echo token_for('${key.kid}', 'rahasia', '65.01', '${siti.nip}');`);
  expect((await viewerOf(forged)).status).toBe(401);
});

test('the PHP of the README makes a token that signs in', async () => {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const snippet = /## Sign-in\n.*?```php\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const token = runPhp(`${snippet} echo token_for('${siti.nip}');`, {
    KINERJA_KID: key.kid,
    KINERJA_SECRET: key.secret,
  });
  expect((await viewerOf(token)).data).toEqual({ viewer: { id: siti.id } });
});
