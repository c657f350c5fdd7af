import type { Command } from 'commander';
import { v7 as timeOrderedId } from 'uuid';
import { API_SCOPES, type ApiScope } from '../access/api-client.ts';
import { registerApiClient } from '../access/register-api-client.ts';
import { encodeGlobalId } from '../global-id.ts';
import { readId } from '../import/import-target.ts';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { several } from './option-values.ts';
import { Refused } from './refused.ts';
import { hint, tell, tellTable } from './screen.ts';

const isScope = (text: string): text is ApiScope => API_SCOPES.some((scope) => scope === text);

const readScopes = (given: readonly string[]): readonly ApiScope[] => {
  const known = API_SCOPES.join(' atau ');
  if (given.length === 0) throw new Refused(`--scope: sebutkan untuk apa kunci ini: ${known}; boleh berulang.`);
  const unknown = given.find((text) => !isScope(text));
  if (unknown !== undefined) throw new Refused(`--scope: "${unknown}" tidak dikenal; yang diharapkan ${known}.`);
  return API_SCOPES.filter((scope) => given.includes(scope));
};

const add = (code: string, given: string, { scope }: { readonly scope: readonly string[] }) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId }, now }) => {
    const name = given.trim();
    if (name === '')
      throw new Refused('nama: sebutkan program yang akan memakai kunci ini, misalnya "Dasbor Kominfo".');
    const scopes = readScopes(scope);
    const id = timeOrderedId();
    const detail = { name, scopes };
    const key = await recorded(pool, { action: 'api-client.added', subject: id, detail, at: now }, (client) =>
      registerApiClient(client, { id, name, scopes, createdAt: now }),
    );
    tell(`id: ${encodeGlobalId({ type: 'ApiClient', tenantId, id })}`);
    tell(`kunci: ${key}`);
    hint(
      'Simpan kunci di server program itu saja, bukan di laman atau aplikasi: kunci ini tidak pernah ditampilkan lagi.',
    );
  });

const list = (code: string) =>
  withRegion(code, async ({ database: { prisma }, tenant: { tenantId } }) => {
    const clients = await prisma.apiClient.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, scopes: true, lastUsedAt: true, revokedAt: true },
    });
    if (clients.length === 0) return tell('Belum ada klien API.');
    tellTable(
      ['ID', 'NAMA', 'LINGKUP', 'TERAKHIR DIPAKAI', 'STATUS'],
      clients.map(({ id, name, scopes, lastUsedAt, revokedAt }) => [
        encodeGlobalId({ type: 'ApiClient', tenantId, id }),
        name,
        scopes.join(' '),
        lastUsedAt?.toISOString() ?? 'belum pernah',
        revokedAt === null ? 'berlaku' : 'dicabut',
      ]),
    );
  });

const revoke = (code: string, text: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    if (text.includes('.'))
      throw new Refused('id: sebutkan id klien API, bukan kuncinya; lihat: pnpm kinerja api-client list.');
    const id = readId(text, 'ApiClient');
    const found =
      id === undefined
        ? null
        : await prisma.apiClient.findUnique({
            where: { tenantId_id: { tenantId, id } },
            select: { id: true, revokedAt: true },
          });
    if (found === null)
      throw new Refused(`Klien API "${text}" tidak ada; lihat: pnpm kinerja api-client list ${code}.`);
    if (found.revokedAt !== null) return tell('Klien API ini sudah dicabut.');
    await recorded(pool, { action: 'api-client.revoked', subject: found.id, detail: {}, at: now }, (client) =>
      client.query('update api_client set revoked_at = $3 where tenant_id = $1 and id = $2', [tenantId, found.id, now]),
    );
    tell('Klien API dicabut: kuncinya tidak lagi diterima mulai permintaan berikutnya.');
  });

/** `api-client add`, `api-client list`, `api-client revoke`. */
export const addApiClientCommands = (program: Command): void => {
  const apiClient = program.command('api-client');
  apiClient
    .command('add <kode> <nama>')
    .description('membuat kunci API untuk program lain')
    .option('--scope <lingkup>', 'read (semua kueri) atau visits (mencatat kunjungan); boleh berulang', several, [])
    .action(add);
  apiClient.command('list <kode>').description('menampilkan klien API sebuah daerah').action(list);
  apiClient.command('revoke <kode> <id>').description('mencabut klien API').action(revoke);
};
