import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import stringify from 'safe-stable-stringify';
import { recordEvent } from '../audit/record-event.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { ForumPostState } from '../domain/forum.ts';
import { notAllowedNow, type Refused } from '../refusals.ts';
import { noteActivity } from './note-activity.ts';

/** One post, checked and complete, as it is stored. */
export interface PostRow {
  readonly id: string;
  readonly topicId: string;
  readonly submissionKey: string;
  readonly requestHash: Buffer;
  readonly text: string;
  readonly receivedAt: Date;
  readonly state: ForumPostState;
  readonly actor: string;
  /** Of a citizen. */
  readonly receipt: { readonly hash: Buffer; readonly keyVersion: number; readonly channel: string } | null;
  /** Of an official. */
  readonly author: { readonly employeeId: string; readonly unit: string; readonly post: string } | null;
}

/** What a repetition must have in common to be one: who wrote what, and where. */
export const postHash = (content: {
  readonly topicId: string;
  readonly text: string | null;
  readonly employeeId: string | null;
}): Buffer => createHash('sha256').update(stringify(content)).digest();

/** What is stored under a key already. */
export const findStored = async (
  pool: Pool,
  submissionKey: string,
): Promise<{ readonly id: string; readonly requestHash: Buffer } | undefined> => {
  const { rows } = await pool.query<{ id: string; requestHash: Buffer }>(
    `select id, request_hash as "requestHash" from forum_post where tenant_id = $1 and submission_key = $2`,
    [boundTenant(), submissionKey],
  );
  return rows[0];
};

/** That nothing can be written into a topic any more. */
export const topicClosed = (reason: string): Refused =>
  notAllowedNow(`Topik ini sudah ditutup, jadi tulisan ini tidak disimpan. Alasan ditutup: ${reason}`);

/** Stores a post once, where its topic is still open; true when it is new. @throws {Refused} for a closed topic. */
export const storePost = (pool: Pool, row: PostRow): Promise<boolean> =>
  transaction(pool, async (client) => {
    const tenantId = boundTenant();
    // Whoever closes the topic waits for this post, or this post for him.
    const { rows } = await client.query<{ closedReason: string | null }>(
      `select closed_reason as "closedReason" from forum_topic where tenant_id = $1 and id = $2 for update`,
      [tenantId, row.topicId],
    );
    const closedReason = rows[0]?.closedReason ?? null;
    if (closedReason !== null) throw topicClosed(closedReason);
    const { receipt, author } = row;
    const { rowCount } = await client.query(
      `insert into forum_post (tenant_id, id, topic_id, submission_key, request_hash, text, received_at, state,
         receipt_hash, receipt_key_version, channel, employee_id, author_unit, author_post)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       on conflict (tenant_id, submission_key) do nothing`,
      [
        ...[tenantId, row.id, row.topicId, row.submissionKey, row.requestHash, row.text, row.receivedAt, row.state],
        ...[receipt?.hash ?? null, receipt?.keyVersion ?? null, receipt?.channel ?? null],
        ...[author?.employeeId ?? null, author?.unit ?? null, author?.post ?? null],
      ],
    );
    if (rowCount === 0) return false;
    if (row.state === 'SHOWN') await noteActivity(client, row.topicId);
    await recordEvent(client, {
      at: row.receivedAt,
      actor: row.actor,
      action: 'forum-post.received',
      subject: row.id,
      detail: { topicId: row.topicId, state: row.state, ...(receipt !== null && { channel: receipt.channel }) },
    });
    return true;
  });
