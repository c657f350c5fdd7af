import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { acceptProof, WRONG_PROOF } from '../access/challenge.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import { type ForumModeration, stateOnArrival } from '../domain/forum.ts';
import { notFound } from '../errors.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import { receiptCode, receiptHash } from '../feedback/receipt-code.ts';
import { type Refusal, Refused } from '../refusals.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { findTopic } from './find-topic.ts';
import { type PostReceipt, receiptOf } from './post-receipt.ts';
import { findStored, postHash, storePost, topicClosed } from './store-post.ts';

/** What a citizen writes into a topic. */
export interface SubmitPost {
  /** Made by the client before the first attempt. */
  readonly submissionKey: string;
  /** Key of the topic in the bound tenant. */
  readonly topicId: string;
  readonly text: string;
  /** Solved challenge. */
  readonly proof?: string | null | undefined;
}

/** How it ends; anything else is a fault. */
export type PostOutcome =
  | { readonly outcome: 'stored'; readonly receipt: PostReceipt; readonly replayed: boolean }
  | Extract<Refusal, { outcome: 'invalid' | 'notAllowedNow' }>
  | { readonly outcome: 'keyReused' }
  | { readonly outcome: 'tooMany'; readonly sender: 'network'; readonly retryAfterSeconds: number };

/** What is stored under this key already: the same content is answered as it was then. */
const findReplay = async (
  submissionKey: string,
  requestHash: Buffer,
  context: Context,
): Promise<PostOutcome | undefined> => {
  const stored = await findStored(context.db.pool, submissionKey.toLowerCase());
  if (stored === undefined) return undefined;
  if (!requestHash.equals(stored.requestHash)) return { outcome: 'keyReused' };
  return { outcome: 'stored', replayed: true, receipt: await receiptOf(stored.id, context) };
};

/** The newest key that codes are made with, and how the region moderates. */
const rulesOf = async ({ db }: Context) => {
  const { rows } = await db.pool.query<{ version: number; secret: Buffer; moderation: ForumModeration }>(
    `select version, secret, forum_moderation as moderation
     from tenant join receipt_key using (tenant_id) where tenant_id = $1 order by version desc limit 1`,
    [boundTenant()],
  );
  const [rules] = rows;
  if (rules === undefined) throw new Error('The tenant has no key.');
  return rules;
};

/** Why it may not go on: too much came from its network; a good proof stands in for waiting. */
const heldBack = async (
  { proof, topicId }: SubmitPost,
  { db, now, caller, submitLimit }: Context,
): Promise<PostOutcome | undefined> => {
  if (proof) {
    if (await acceptProof(db.pool, proof, topicId, now())) return undefined;
    return { outcome: 'invalid', issues: [WRONG_PROOF] };
  }
  const { address } = caller;
  const wait = await submitLimit?.consume({ tenantId: boundTenant(), serviceId: topicId, address, deviceId: null });
  return wait === undefined ? undefined : { outcome: 'tooMany', sender: 'network', retryAfterSeconds: wait };
};

const checked = ({ submissionKey, text }: SubmitPost): string => {
  const check = checkInput();
  check.expect(isUuid(submissionKey), 'submissionKey', submissionKey, 'UUID');
  const clean = check.required('text', text, MAX_COMMENT, 'tulisan yang tidak kosong');
  check.finish();
  return clean;
};

const store = async (input: SubmitPost, tenant: TenantEntry, context: Context): Promise<PostOutcome> => {
  const topic = await findTopic(context, input.topicId);
  if (topic === undefined) throw notFound('topicId', input.topicId, 'the id of a ForumTopic');
  const text = checked(input);
  const requestHash = postHash({ topicId: topic.id, text, employeeId: null });
  // A repetition is answered as it was before, also past the limit and when the topic was closed since.
  const replay = await findReplay(input.submissionKey, requestHash, context);
  if (replay !== undefined) return replay;
  if (topic.closedReason !== null) throw topicClosed(topic.closedReason);
  const held = await heldBack(input, context);
  if (held !== undefined) return held;
  const { version, secret, moderation } = await rulesOf(context);
  const id = timeOrderedId();
  const isNew = await storePost(context.db.pool, {
    id,
    topicId: topic.id,
    submissionKey: input.submissionKey.toLowerCase(),
    requestHash,
    text,
    receivedAt: context.now(),
    state: stateOnArrival[moderation],
    actor: 'citizen',
    receipt: {
      hash: receiptHash(receiptCode(tenant.receiptPrefix, secret, id)),
      keyVersion: version,
      channel: context.caller.channel,
    },
    author: null,
  });
  if (isNew) return { outcome: 'stored', replayed: false, receipt: await receiptOf(id, context) };
  // The same was sent twice at once.
  const stored = await findReplay(input.submissionKey, requestHash, context);
  if (stored === undefined) throw new Error(`The post with key ${input.submissionKey} is neither new nor stored.`);
  return stored;
};

/**
 * Stores what a citizen writes into an open topic, once: the same key and content always give the same receipt. What was
 * acknowledged is on disk, with its audit row.
 */
export const submitPost = async (input: SubmitPost, context: Context): Promise<PostOutcome> => {
  const tenant = await context.tenants.byId(boundTenant());
  if (tenant === undefined) throw new Error(`Tenant ${boundTenant()} is bound and not in the directory.`);
  try {
    return await store(input, tenant, context);
  } catch (error) {
    const refusal = error instanceof Refused ? error.refusal : undefined;
    // Nobody needs a right here, and nothing has versions.
    if (refusal?.outcome === 'invalid' || refusal?.outcome === 'notAllowedNow') return refusal;
    throw error;
  }
};
