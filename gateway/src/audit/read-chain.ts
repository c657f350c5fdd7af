import type { Pool, PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import type { StoredEvent } from './hash-chain.ts';

/** An event in its place of the chain. */
export interface Link extends StoredEvent {
  readonly position: string;
  readonly hash: Buffer;
  /** False when the event itself is gone; what it said is null then. */
  readonly isThere: boolean;
}

const AT_ONCE = 5000;

const LINKS = {
  name: 'audit_links',
  text: `select position, hash, event.id is not null as "isThere", event_id as id, at, actor, action, subject, detail
         from audit_seal as seal
         left join audit_event as event on event.tenant_id = $1 and event.id = event_id
         where seal.tenant_id = $1 and position > $2
         order by position limit ${AT_ONCE}`,
};

/** The chain of the bound tenant behind a position, in its order: read in parts, however long it is. */
export async function* linksAfter(client: Pool | PoolClient, position: string): AsyncGenerator<Link> {
  for (let after = position, count = AT_ONCE; count === AT_ONCE; ) {
    const { rows } = await client.query<Link>({ ...LINKS, values: [boundTenant(), after] });
    yield* rows;
    count = rows.length;
    after = rows.at(-1)?.position ?? after;
  }
}
