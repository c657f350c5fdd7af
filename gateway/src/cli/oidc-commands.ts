import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { v7 as timeOrderedId } from 'uuid';
import { z } from 'zod';
import { count } from '../import/in-words.ts';
import { recorded } from './change-record.ts';
import { standpoint, withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell, tellTable } from './screen.ts';

interface AddOptions {
  readonly audience: string;
  readonly jwksUri?: string;
  readonly jwks?: string;
  readonly subjectClaim: string;
  /** What the staff console asks for; true when only the option stands there. */
  readonly console?: string | true;
}

/** Enough for an ID token with the claims that the provider puts into each. */
const USUAL_SCOPE = 'openid';

/** What the console asks a provider for; null when it does not offer it. */
const readScope = (given: string | true | undefined): string | null => {
  if (given === undefined) return null;
  const scopes = given === true ? [USUAL_SCOPE] : given.split(/\s+/).filter((scope) => scope !== '');
  if (!scopes.includes('openid'))
    throw new Refused(
      `--console: "${given}" tidak dapat dipakai; yang diharapkan cakupan dengan openid, seperti "openid profile".`,
    );
  return scopes.join(' ');
};

/** An address that nobody between us can answer for: https, or this machine itself. */
const checkAddress = (option: string, address: string): string => {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHere = url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || isHere) return address;
  throw new Refused(
    `${option}: "${address}" tidak dapat dipakai; yang diharapkan alamat https seperti https://sso.example.go.id.`,
  );
};

/** Public keys of key pairs; a secret or private part has no place in a database of ours. */
const PublicKeys = z.object({
  keys: z
    .array(
      z.looseObject({ kty: z.enum(['RSA', 'EC', 'OKP']) }).refine((key) => !('d' in key || 'k' in key || 'p' in key)),
    )
    .min(1),
});

const readKeys = async (path: string) => {
  const full = resolve(standpoint(), path);
  const text = await readFile(full, 'utf8').catch(() => {
    throw new Refused(`--jwks: berkas ${full} tidak dapat dibaca.`);
  });
  try {
    return PublicKeys.parse(JSON.parse(text));
  } catch {
    throw new Refused(
      `--jwks: isi ${full} tidak dapat dipakai; yang diharapkan JWKS {"keys": […]} dengan kunci publik RSA, EC atau OKP saja.`,
    );
  }
};

const add = (code: string, issuer: string, { audience, jwksUri, jwks, subjectClaim, console }: AddOptions) =>
  withRegion(code, async ({ database: { pool, directory }, tenant: { tenantId }, now }) => {
    checkAddress('penerbit', issuer);
    if (audience === '' || subjectClaim === '')
      throw new Refused('--audience dan --subject-claim: yang diharapkan nama, yang diterima teks kosong.');
    if ((jwksUri === undefined) === (jwks === undefined))
      throw new Refused('Sebutkan salah satu: --jwks-uri <alamat> atau --jwks <berkas>.');
    const uri = jwksUri === undefined ? null : checkAddress('--jwks-uri', jwksUri);
    const keys = jwks === undefined ? null : await readKeys(jwks);
    const scope = readScope(console);
    const taken = await directory.query('select from identity_provider where issuer = $1 and audience = $2', [
      issuer,
      audience,
    ]);
    if (taken.rowCount !== 0)
      throw new Refused(
        `Penyedia "${issuer}" untuk audiens "${audience}" sudah terdaftar; satu pasangan, satu daerah.`,
      );
    const id = timeOrderedId();
    const detail = { issuer, audience, subjectClaim, keys: uri ?? 'pinned', consoleScope: scope };
    await recorded(pool, { action: 'oidc.added', subject: id, detail, at: now }, (client) =>
      client.query(
        `insert into identity_provider (tenant_id, id, issuer, audience, jwks_uri, jwks, subject_claim, console_scope,
                                        created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [tenantId, id, issuer, audience, uri, keys === null ? null : JSON.stringify(keys), subjectClaim, scope, now],
      ),
    );
    tell(`Penyedia terdaftar: klaim "${subjectClaim}" harus berisi NIP, atau id Employee.`);
    if (scope !== null)
      tell(
        `Di penyedia, daftarkan klien publik "${audience}" (PKCE) dengan alamat balik <alamat gateway>/konsol, dan izinkan (CORS) asal gateway.`,
      );
  });

const list = (code: string) =>
  withRegion(code, async ({ database: { prisma }, tenant: { tenantId } }) => {
    const providers = await prisma.identityProvider.findMany({
      where: { tenantId },
      orderBy: [{ issuer: 'asc' }, { audience: 'asc' }],
    });
    if (providers.length === 0) return tell('Belum ada penyedia OIDC.');
    tellTable(
      ['PENERBIT', 'AUDIENS', 'KLAIM', 'KONSOL', 'KUNCI'],
      providers.map(({ issuer, audience, subjectClaim, consoleScope, jwksUri, jwks }) => [
        issuer,
        audience,
        subjectClaim,
        consoleScope ?? '-',
        jwksUri ?? `disematkan: ${count(PublicKeys.parse(jwks).keys.length)}`,
      ]),
    );
  });

const remove = (code: string, issuer: string, { audience }: { readonly audience: string }) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    const provider = await prisma.identityProvider.findFirst({ where: { tenantId, issuer, audience } });
    if (provider === null)
      throw new Refused(
        `Penyedia "${issuer}" untuk audiens "${audience}" tidak ada; lihat: pnpm kinerja oidc list ${code}.`,
      );
    const { id } = provider;
    await recorded(pool, { action: 'oidc.removed', subject: id, detail: { issuer, audience }, at: now }, (client) =>
      client.query('delete from identity_provider where tenant_id = $1 and id = $2', [tenantId, id]),
    );
    tell('Penyedia dihapus: tokennya tidak lagi diterima.');
  });

/** `oidc add`, `oidc list`, `oidc remove`. */
export const addOidcCommands = (program: Command): void => {
  const oidc = program.command('oidc');
  oidc
    .command('add <kode> <penerbit>')
    .description('menerima token single sign-on (OIDC)')
    .requiredOption('--audience <aud>', 'isi klaim aud dari token yang diterima')
    .option('--jwks-uri <alamat>', 'alamat kunci publik penyedia')
    .option('--jwks <berkas>', 'kunci publik yang disematkan, sebagai berkas JWKS')
    .option('--subject-claim <klaim>', 'klaim yang berisi NIP', 'sub')
    .option('--console [cakupan]', `tombol masuk di /konsol; tanpa cakupan: ${USUAL_SCOPE}`)
    .action(add);
  oidc.command('list <kode>').description('menampilkan penyedia OIDC sebuah daerah').action(list);
  oidc
    .command('remove <kode> <penerbit>')
    .description('menghapus penyedia OIDC')
    .requiredOption('--audience <aud>', 'isi klaim aud dari token yang diterima')
    .action(remove);
};
