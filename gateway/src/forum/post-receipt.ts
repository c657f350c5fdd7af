import type { PoolClient } from 'pg';
import { recordEvent } from '../audit/record-event.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { transaction } from '../database/transaction.ts';
import type { ForumPostState } from '../domain/forum.ts';
import { notFound, TooManyTries } from '../errors.ts';
import { tenantOfReceipt } from '../feedback/find-receipt.ts';
import { readReceiptCode, receiptCode, receiptHash, writeReceiptCode } from '../feedback/receipt-code.ts';
import { noteActivity } from './note-activity.ts';

/** What the writer of a post keeps, and what became of it. */
export interface PostReceipt {
  readonly tenantId: string;
  readonly id: string;
  readonly topicId: string;
  readonly code: string;
  readonly receivedAt: Date;
  readonly state: ForumPostState;
  /** Why it is hidden or taken for spam. */
  readonly judgedReason: string | null;
  readonly erasedAt: Date | null;
}

type Row = Omit<PostReceipt, 'tenantId' | 'code'>;

const COLUMNS = `forum_post.id, topic_id as "topicId", received_at as "receivedAt", state, judged_reason as "judgedReason",
  erased_at as "erasedAt"`;

/** The receipt of a citizen's post, by its key. */
export const receiptOf = async (id: string, { db, tenants }: Pick<Context, 'db' | 'tenants'>): Promise<PostReceipt> => {
  const tenantId = boundTenant();
  const { rows } = await db.pool.query<Row & { secret: Buffer }>(
    `select ${COLUMNS}, secret from forum_post
     join receipt_key on receipt_key.tenant_id = $1 and receipt_key.version = receipt_key_version
     where forum_post.tenant_id = $1 and forum_post.id = $2`,
    [tenantId, id],
  );
  const tenant = await tenants.byId(tenantId);
  const [row] = rows;
  if (row === undefined || tenant === undefined) throw new Error(`The post ${id} has no receipt.`);
  const { secret, ...post } = row;
  return { ...post, tenantId, code: writeReceiptCode(receiptCode(tenant.receiptPrefix, secret, id)) };
};

/** The region that a code names; nothing for a text that is no code. */
export const tenantOfPostCode = async (
  code: string,
  { tenants }: Pick<Context, 'tenants'>,
): Promise<string | undefined> => (await tenantOfReceipt(code, tenants))?.tenantId;

type ByCode = Pick<Context, 'db' | 'tenants' | 'caller' | 'guessLimit' | 'now'>;

/**
 * The post with this code; whoever has it needs nothing else. Runs bound to the tenant that the code names.
 *
 * @throws NOT_FOUND for a code that is none, and for one that was never issued; {TooManyTries} after many of these.
 */
export const findPostByCode = async (code: string, context: ByCode): Promise<PostReceipt> => {
  const { db, tenants, caller, guessLimit } = context;
  const wait = await guessLimit?.take(caller.address);
  if (wait !== undefined) throw new TooManyTries('code: too many wrong codes came from this network', wait);
  const read = readReceiptCode(code);
  const tenant = await tenantOfReceipt(code, tenants);
  const { rows } =
    read === undefined || tenant === undefined
      ? { rows: [] }
      : await db.pool.query<Row>(`select ${COLUMNS} from forum_post where tenant_id = $1 and receipt_hash = $2`, [
          tenant.tenantId,
          receiptHash(read),
        ]);
  const [row] = rows;
  if (row === undefined || read === undefined || tenant === undefined)
    throw notFound('code', code, 'the code of a post in the forum, such as "3273-7K3M-9QXT-2WZ4-H8RN"');
  await guessLimit?.giveBack(caller.address);
  return { ...row, tenantId: tenant.tenantId, code: writeReceiptCode(read) };
};

const erase = async (client: PoolClient, { id, topicId }: PostReceipt, at: Date): Promise<void> => {
  const { rowCount } = await client.query(
    'update forum_post set text = null, erased_at = $3 where tenant_id = $1 and id = $2 and erased_at is null',
    [boundTenant(), id, at],
  );
  if (rowCount === 0) return;
  await noteActivity(client, topicId);
  await recordEvent(client, {
    at,
    actor: 'citizen',
    action: 'forum-post.erased',
    subject: id,
    detail: { topicId },
  });
};

/**
 * Erases what the writer of a post wrote, for good (UU 27/2022, art. 8 and 43): that there was a post stays counted, and the
 * audit trail says that it was erased. Done again it changes nothing.
 */
export const erasePost = async (code: string, context: ByCode): Promise<PostReceipt> => {
  const post = await findPostByCode(code, context);
  const at = context.now();
  await transaction(context.db.pool, (client) => erase(client, post, at));
  return { ...post, erasedAt: post.erasedAt ?? at };
};
