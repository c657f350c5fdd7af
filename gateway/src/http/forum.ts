import { v4 as randomKey } from 'uuid';
import type { Context } from '../context.ts';
import { withTenant } from '../database/tenant-scope.ts';
import { ExpectedError, TooManyTries } from '../errors.ts';
import { forumAddress } from '../forum/forum-address.ts';
import { erasePost, findPostByCode, type PostReceipt, tenantOfPostCode } from '../forum/post-receipt.ts';
import { readPosts, readTopic, readTopics } from '../forum/read-forum.ts';
import { readModeration } from '../forum/set-moderation.ts';
import { submitPost } from '../forum/submit-post.ts';
import { decodeGlobalId, encodeGlobalId } from '../global-id.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { type Exchange, HttpFailure, readFormBody, sendPage } from './exchange.ts';
import { type ForumFrame, ownPage, storedPage, topicPage, topicsPage, type Unsent } from './forum-pages.ts';
import { FORUM_WORDS } from './forum-words.ts';
import { type Html, PAGE_POLICY, pageLanguage } from './plain-page.ts';

const PATH = /^\/forum\/(\d\d(?:\.\d\d)?)(?:\/([\w-]+))?$/;
const EXPECTED = 'Tidak ada forum di sini; yang diharapkan /forum/<kode wilayah>, misalnya /forum/62.71.';
const NO_TOPIC = 'Topik ini tidak ada. Periksa alamatnya, atau buka daftar topiknya.';

/** Where whoever has the code of a post looks after it. */
const OWN = 'tulisan';

const MAX_BODY = 64 * 1024;
const HEADERS = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' } as const;
const TOPICS_ON_PAGE = 20;
const POSTS_ON_PAGE = 50;

type Kind = 'ForumTopic' | 'ForumPost';

/** The key behind a global id of the region. */
const keyIn = (tenant: TenantEntry, kind: Kind, text: string): string => {
  const key = decodeGlobalId(text);
  if (key?.type !== kind || key.tenantId !== tenant.tenantId) throw new HttpFailure(404, NO_TOPIC);
  return key.id;
};

/** One request within the forum of a region; runs bound to its tenant. */
interface Visit {
  readonly exchange: Exchange;
  readonly context: Context;
  readonly frame: ForumFrame;
  readonly reply: (status: number, page: Html, headers?: Readonly<Record<string, string>>) => void;
  /** Behind which item the page begins, by the key in the address. */
  readonly after: (kind: Kind) => string | null;
}

const addressesOf =
  (tenant: TenantEntry, lang: string | null): ForumFrame['to'] =>
  (page) => {
    const parameters = new URLSearchParams(lang === null ? {} : { lang });
    if (page === 'own') return `${forumAddress(tenant, null)}/${OWN}${parameters.size === 0 ? '' : `?${parameters}`}`;
    const { topic, after } = page;
    if (after !== undefined) {
      const type = topic === undefined ? 'ForumTopic' : 'ForumPost';
      parameters.set('after', encodeGlobalId({ type, tenantId: tenant.tenantId, id: after }));
    }
    return `${forumAddress(tenant, topic ?? null)}${parameters.size === 0 ? '' : `?${parameters}`}`;
  };

const visitOf = async (exchange: Exchange, tenant: TenantEntry, context: Context): Promise<Visit> => {
  const { request, url } = exchange;
  const asked = url.searchParams.get('lang');
  const after = url.searchParams.get('after');
  return {
    exchange,
    context,
    frame: {
      language: pageLanguage(asked),
      tenant,
      moderation: await readModeration(context),
      address: request.method === 'POST' ? null : url,
      to: addressesOf(tenant, asked),
    },
    reply: (status, page, headers = {}) =>
      sendPage(exchange, status, String(page), PAGE_POLICY, { ...HEADERS, ...headers }),
    after: (kind) => (after === null ? null : keyIn(tenant, kind, after)),
  };
};

const showTopics = async ({ context, frame, reply, after }: Visit): Promise<void> =>
  reply(
    200,
    topicsPage(frame, await readTopics(context.db.pool, { after: after('ForumTopic'), first: TOPICS_ON_PAGE })),
  );

interface Shown {
  readonly status: number;
  readonly submissionKey?: string;
  readonly unsent?: Unsent;
  readonly headers?: Readonly<Record<string, string>>;
}

const showTopic = async (
  id: string,
  { context: { db }, frame, reply, after }: Visit,
  { status, submissionKey, unsent, headers }: Shown,
): Promise<void> => {
  const topic = await readTopic(db.pool, id);
  if (topic === undefined) throw new HttpFailure(404, NO_TOPIC);
  const behind = after('ForumPost');
  const posts = await readPosts(db.pool, id, { after: behind, first: POSTS_ON_PAGE });
  reply(
    status,
    topicPage({
      ...frame,
      topic,
      posts,
      isFirst: behind === null,
      submissionKey: submissionKey || randomKey(),
      unsent: unsent ?? null,
    }),
    headers,
  );
};

const write = async (topicId: string, visit: Visit): Promise<void> => {
  const { exchange, context, frame, reply } = visit;
  const fields = await readFormBody(exchange.request, MAX_BODY);
  // Browsers send line breaks as CR LF.
  const text = (fields.get('text') ?? '').replaceAll('\r\n', '\n');
  const submissionKey = fields.get('submissionKey') ?? '';
  const outcome = await submitPost({ submissionKey, topicId, text }, context);
  const words = FORUM_WORDS[frame.language.lang];
  switch (outcome.outcome) {
    case 'stored':
      return reply(200, storedPage(frame, outcome.receipt, outcome.replayed));
    case 'invalid': {
      // Every other field is ours.
      const other = outcome.issues.find(({ path }) => path !== 'text');
      const notice = other === undefined ? frame.language.words.problems : other.message;
      const isWrong = other === undefined;
      return showTopic(topicId, visit, {
        status: 400,
        unsent: { text, notice: isWrong ? `${notice} ${words.write}` : notice, isWrong },
        ...(isWrong && { submissionKey }),
      });
    }
    case 'notAllowedNow':
      return showTopic(topicId, visit, { status: 409, unsent: { text, notice: words.notStored, isWrong: false } });
    case 'keyReused':
      return showTopic(topicId, visit, { status: 422, unsent: { text, notice: words.keyReused, isWrong: false } });
    case 'tooMany': {
      const seconds = outcome.retryAfterSeconds;
      return showTopic(topicId, visit, {
        status: 429,
        submissionKey,
        unsent: { text, notice: frame.language.words.tooMany(seconds), isWrong: false },
        headers: { 'Retry-After': String(seconds) },
      });
    }
  }
};

const isNotFound = (error: unknown): boolean =>
  error instanceof ExpectedError && error.extensions['code'] === 'NOT_FOUND';

/** Shows what became of the post of a code, or erases it; the code travels in bodies only. */
const lookAfter = async ({ exchange, context, frame, reply }: Visit): Promise<void> => {
  const show = (status: number, typed: string, mistake: string | null, post: PostReceipt | null = null) =>
    reply(status, ownPage({ ...frame, typed, mistake, post }));
  if (exchange.request.method !== 'POST') return show(200, '', null);
  const fields = await readFormBody(exchange.request, MAX_BODY);
  const code = fields.get('code') ?? '';
  const words = FORUM_WORDS[frame.language.lang];
  const deed = fields.get('erase') === 'yes' ? erasePost : findPostByCode;
  try {
    // A code may be of another region: it is found there, and shown here as unknown.
    if ((await tenantOfPostCode(code, context)) !== frame.tenant.tenantId) return show(404, code, words.unknownCode);
    show(200, code, null, await deed(code, context));
  } catch (error) {
    if (error instanceof TooManyTries) return show(429, code, words.tooManyCodes(error.retryAfterSeconds));
    if (!isNotFound(error)) throw error;
    show(404, code, words.unknownCode);
  }
};

const answer = (room: string | undefined, visit: Visit): Promise<void> => {
  if (room === OWN) return lookAfter(visit);
  const isPost = visit.exchange.request.method === 'POST';
  if (room === undefined) {
    if (isPost) throw new HttpFailure(405, 'Expected GET.', { Allow: 'GET, HEAD' });
    return showTopics(visit);
  }
  const id = keyIn(visit.frame.tenant, 'ForumTopic', room);
  return isPost ? write(id, visit) : showTopic(id, visit, { status: 200 });
};

/**
 * Serves `/forum/<code of a region>` and its topics: what is discussed in public, for browsers without JavaScript, through the
 * same use cases as the API.
 */
export const createForum =
  (contextFor: (exchange: Exchange) => Context) =>
  async (exchange: Exchange): Promise<void> => {
    const context = contextFor(exchange);
    const [, code = '', room] = PATH.exec(exchange.url.pathname) ?? [];
    const tenant = await context.tenants.byCode(code);
    if (tenant === undefined) throw new HttpFailure(404, EXPECTED);
    await withTenant(tenant.tenantId, async () => answer(room, await visitOf(exchange, tenant, context)));
  };
