import { createHmac } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';

interface SecretRow {
  readonly version: number;
  readonly root: Buffer;
}

/** As Standard Webhooks writes a secret that is shared. The receipt key is its root; the label keeps the uses apart. */
const secretOf = (endpointId: string, { version, root }: SecretRow): string => {
  const key = createHmac('sha256', root).update('webhook-secret').digest();
  return `whsec_${createHmac('sha256', key).update(`${endpointId} ${version}`).digest('base64')}`;
};

/** The secrets that messages to an endpoint are signed with, the newest first. */
export const readSecrets = async (
  client: Pool | PoolClient,
  endpointId: string,
  now: Date,
): Promise<readonly string[]> => {
  const { rows } = await client.query<SecretRow>({
    name: 'webhook_secrets',
    text: `select webhook_secret.version, receipt_key.secret as root
           from webhook_secret
           join receipt_key on receipt_key.tenant_id = $1 and receipt_key.version = receipt_key_version
           where webhook_secret.tenant_id = $1 and endpoint_id = $2 and coalesce(valid_until, 'infinity') > $3
           order by webhook_secret.version desc`,
    values: [boundTenant(), endpointId, now],
  });
  return rows.map((row) => secretOf(endpointId, row));
};

/** Gives an endpoint a new secret, which is told here and nowhere else; those before it are good until `oldUntil`. */
export const issueSecret = async (
  client: PoolClient,
  endpointId: string,
  { now, oldUntil }: { readonly now: Date; readonly oldUntil: Date },
): Promise<string> => {
  const tenantId = boundTenant();
  await client.query(
    `update webhook_secret set valid_until = least(coalesce(valid_until, 'infinity'), $3) where tenant_id = $1 and endpoint_id = $2`,
    [tenantId, endpointId, oldUntil],
  );
  await client.query(
    `insert into webhook_secret (tenant_id, endpoint_id, version, receipt_key_version, created_at)
     select $1, $2, coalesce((select max(version) from webhook_secret where tenant_id = $1 and endpoint_id = $2), 0) + 1,
            max(version), $3
     from receipt_key where tenant_id = $1`,
    [tenantId, endpointId, now],
  );
  const [newest] = await readSecrets(client, endpointId, now);
  if (newest === undefined) throw new Error('The new secret is not there.');
  return newest;
};
