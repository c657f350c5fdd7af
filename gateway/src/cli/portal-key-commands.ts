import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { hint, tell, tellTable } from './screen.ts';

const add = (code: string, name: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    if (name.trim() === '') throw new Refused('nama: sebutkan portal yang akan memakai kunci ini.');
    const id = timeOrderedId();
    const secret = randomBytes(32).toString('base64url');
    await recorded(pool, { action: 'portal-key.added', subject: id, detail: { name }, at: now }, (client) =>
      client.query('insert into portal_key (tenant_id, id, name, secret, created_at) values ($1, $2, $3, $4, $5)', [
        tenantId,
        id,
        name,
        secret,
        now,
      ]),
    );
    tell(`kid: ${id}`);
    tell(`secret: ${secret}`);
    hint('Simpan secret di server portal saja: secret ini tidak pernah ditampilkan lagi.');
    const others = await prisma.portalKey.count({ where: { tenantId, id: { not: id }, revokedAt: null } });
    if (others > 0) hint('Kunci lama tetap berlaku sampai dicabut: pnpm kinerja portal-key revoke');
  });

const list = (code: string) =>
  withRegion(code, async ({ database: { prisma }, tenant: { tenantId } }) => {
    const keys = await prisma.portalKey.findMany({
      where: { tenantId },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, createdAt: true, revokedAt: true },
    });
    if (keys.length === 0) return tell('Belum ada kunci portal.');
    tellTable(
      ['KID', 'NAMA', 'DIBUAT', 'STATUS'],
      keys.map(({ id, name, createdAt, revokedAt }) => [
        id,
        name,
        createdAt.toISOString(),
        revokedAt === null ? 'berlaku' : 'dicabut',
      ]),
    );
  });

const revoke = (code: string, id: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    const key = isUuid(id)
      ? await prisma.portalKey.findUnique({ where: { tenantId_id: { tenantId, id } }, select: { revokedAt: true } })
      : null;
    if (key === null) throw new Refused(`Kunci portal "${id}" tidak ada; lihat: pnpm kinerja portal-key list ${code}.`);
    if (key.revokedAt !== null) return tell('Kunci portal ini sudah dicabut.');
    await recorded(pool, { action: 'portal-key.revoked', subject: id, detail: {}, at: now }, (client) =>
      client.query('update portal_key set revoked_at = $3 where tenant_id = $1 and id = $2', [tenantId, id, now]),
    );
    tell('Kunci portal dicabut: token yang ditandatangani dengannya tidak lagi diterima.');
  });

/** `portal-key add`, `portal-key list`, `portal-key revoke`. */
export const addPortalKeyCommands = (program: Command): void => {
  const portalKey = program.command('portal-key');
  portalKey.command('add <kode> <nama>').description('membuat kunci token portal kepegawaian').action(add);
  portalKey.command('list <kode>').description('menampilkan kunci portal sebuah daerah').action(list);
  portalKey.command('revoke <kode> <kid>').description('mencabut kunci portal').action(revoke);
};
