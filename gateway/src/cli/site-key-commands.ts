import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { v7 as timeOrderedId } from 'uuid';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { several } from './option-values.ts';
import { Refused } from './refused.ts';
import { tell, tellTable } from './screen.ts';

/** An origin exactly as browsers send it: a prefix or a path would let other sites in, or nobody. */
const checkOrigin = (origin: string): string => {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.origin === origin && /^https?:$/.test(url.protocol)) return origin;
  throw new Refused(
    `--origin: "${origin}" tidak dapat dipakai; yang diharapkan seperti https://dukcapil.example.go.id, tanpa garis miring di akhir.`,
  );
};

const add = (code: string, name: string, { origin }: { readonly origin: readonly string[] }) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId }, now }) => {
    if (origin.length === 0)
      throw new Refused(
        '--origin: sebutkan alamat situs yang memasang formulir, misalnya https://dukcapil.example.go.id.',
      );
    const origins = origin.map(checkOrigin);
    const id = timeOrderedId();
    const key = `pk_${randomBytes(16).toString('base64url')}`;
    await recorded(pool, { action: 'site-key.added', subject: id, detail: { name, origins }, at: now }, (client) =>
      client.query(
        'insert into embed_site (tenant_id, id, key, name, origins, created_at) values ($1, $2, $3, $4, $5, $6)',
        [tenantId, id, key, name, origins, now],
      ),
    );
    tell(key);
  });

const list = (code: string) =>
  withRegion(code, async ({ database: { prisma }, tenant: { tenantId } }) => {
    const sites = await prisma.embedSite.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    if (sites.length === 0) return tell('Belum ada kunci situs.');
    tellTable(
      ['KUNCI', 'NAMA', 'ASAL', 'STATUS'],
      sites.map(({ key, name, origins, revokedAt }) => [
        key,
        name,
        origins.join(' '),
        revokedAt === null ? 'berlaku' : 'dicabut',
      ]),
    );
  });

const revoke = (code: string, key: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    const site = await prisma.embedSite.findUnique({
      where: { tenantId_key: { tenantId, key } },
      select: { id: true, revokedAt: true },
    });
    if (site === null) throw new Refused(`Kunci situs "${key}" tidak ada; lihat: pnpm kinerja site-key list ${code}.`);
    if (site.revokedAt !== null) return tell('Kunci situs ini sudah dicabut.');
    await recorded(pool, { action: 'site-key.revoked', subject: site.id, detail: {}, at: now }, (client) =>
      client.query('update embed_site set revoked_at = $3 where tenant_id = $1 and id = $2', [tenantId, site.id, now]),
    );
    tell('Kunci situs dicabut: formulir yang memakainya tidak lagi diterima.');
  });

/** `site-key add`, `site-key list`, `site-key revoke`. */
export const addSiteKeyCommands = (program: Command): void => {
  const siteKey = program.command('site-key');
  siteKey
    .command('add <kode> <nama>')
    .description('membuat kunci situs untuk memasang formulir')
    .option('--origin <asal>', 'asal situs, misalnya https://dukcapil.example.go.id; boleh berulang', several, [])
    .action(add);
  siteKey.command('list <kode>').description('menampilkan kunci situs sebuah daerah').action(list);
  siteKey.command('revoke <kode> <kunci>').description('mencabut kunci situs').action(revoke);
};
