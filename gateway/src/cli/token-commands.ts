import type { Command } from 'commander';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const revoke = (code: string, tokenId: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    if (tokenId === '' || tokenId.startsWith('eyJ'))
      throw new Refused('jti: sebutkan isi klaim jti dari token itu, bukan tokennya.');
    const where = { tenantId_tokenId: { tenantId, tokenId } };
    if ((await prisma.revokedToken.findUnique({ where })) !== null) return tell('Token ini sudah dicabut.');
    await recorded(pool, { action: 'token.revoked', subject: tokenId, detail: {}, at: now }, (client) =>
      client.query('insert into revoked_token (tenant_id, token_id, revoked_at) values ($1, $2, $3)', [
        tenantId,
        tokenId,
        now,
      ]),
    );
    tell('Token dicabut: token dengan jti ini tidak lagi diterima.');
  });

/** `token revoke`. */
export const addTokenCommands = (program: Command): void => {
  program.command('token').command('revoke <kode> <jti>').description('mencabut satu token').action(revoke);
};
