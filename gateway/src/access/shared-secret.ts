import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

const SECRET_BYTES = 32;

/** A secret that all gateways on one database have, and no region; made by the first that needs it. */
export const sharedSecret = async (directory: Pool, use: string): Promise<Buffer> => {
  await directory.query('insert into shared_secret (use, secret) values ($1, $2) on conflict do nothing', [
    use,
    randomBytes(SECRET_BYTES),
  ]);
  const { rows } = await directory.query<{ secret: Buffer }>('select secret from shared_secret where use = $1', [use]);
  const [row] = rows;
  if (row === undefined) throw new Error(`There is no secret for ${use}.`);
  return row.secret;
};
