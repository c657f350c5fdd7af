import type { PoolClient } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { announceChange } from '../tenant/public-changes.ts';

/** A topic is as new as its last shown post: to be called, in its transaction, with every change of what is shown in it. */
export const noteActivity = async (client: PoolClient, topicId: string): Promise<void> => {
  await client.query(
    `update forum_topic set active_at = coalesce((
       select max(received_at) from forum_post
       where tenant_id = $1 and topic_id = $2 and state = 'SHOWN' and erased_at is null
     ), opened_at)
     where tenant_id = $1 and id = $2`,
    [boundTenant(), topicId],
  );
  await announceChange(client, boundTenant());
};
