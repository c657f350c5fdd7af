import type { Pool } from 'pg';
import { boundTenant } from '../database/tenant-scope.ts';
import { maskPersonalData } from '../domain/personal-data.ts';

/** What became of all that was written into a topic: the parts make up the whole. */
export interface PostCounts {
  readonly received: number;
  readonly shown: number;
  readonly waiting: number;
  readonly hidden: number;
  readonly spam: number;
  /** Erased by their writers, whatever they were before. */
  readonly erased: number;
}

const NONE: PostCounts = { received: 0, shown: 0, waiting: 0, hidden: 0, spam: 0, erased: 0 };

/** What became of the posts of topics, by the key of the topic. */
export const countPosts = async (pool: Pool, topicIds: readonly string[]): Promise<(topicId: string) => PostCounts> => {
  const { rows } = await pool.query<PostCounts & { topicId: string }>(
    `select topic_id as "topicId", count(*)::integer as received,
            count(*) filter (where erased_at is null and state = 'SHOWN')::integer as shown,
            count(*) filter (where erased_at is null and state = 'WAITING')::integer as waiting,
            count(*) filter (where erased_at is null and state = 'HIDDEN')::integer as hidden,
            count(*) filter (where erased_at is null and state = 'SPAM')::integer as spam,
            count(erased_at)::integer as erased
     from forum_post where tenant_id = $1 and topic_id = any($2::uuid[]) group by topic_id`,
    [boundTenant(), topicIds],
  );
  const counted = new Map(rows.map(({ topicId, ...counts }) => [topicId, counts]));
  return (topicId) => counted.get(topicId) ?? NONE;
};

/** What everybody sees of a topic's posts: those that are shown, and that others are hidden. Of the rest, the number alone. */
export const publicPosts = (tenantId: string, topicId: string) => ({
  tenantId,
  topicId,
  state: { in: ['SHOWN', 'HIDDEN'] as string[] },
});

/** What is kept of a post, as far as its words are concerned. */
interface Words {
  readonly text: string | null;
  readonly state: string;
}

/** The words of a post as everybody reads them: masked, and none of what is not shown. */
export const publicWords = ({ text, state }: Words): string | null =>
  text === null || state !== 'SHOWN' ? null : maskPersonalData(text);

/** A topic as its page shows it: personal data masked. */
export interface TopicView {
  readonly id: string;
  readonly title: string;
  readonly opening: string;
  /** The unit that it is about, by name; null for the region. */
  readonly unit: string | null;
  readonly service: string | null;
  readonly openedAt: Date;
  readonly activeAt: Date;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  readonly counts: PostCounts;
}

const TOPIC = `
  select forum_topic.id, title, opening, unit.name as unit, service.name as service, opened_at as "openedAt",
         active_at as "activeAt", closed_at as "closedAt", closed_reason as "closedReason"
  from forum_topic
  left join unit on unit.tenant_id = $1 and unit.id = forum_topic.unit_id
  left join service on service.tenant_id = $1 and service.id = service_id
  where forum_topic.tenant_id = $1`;

const inView = async (pool: Pool, rows: readonly Omit<TopicView, 'counts'>[]): Promise<TopicView[]> => {
  const countsOf = await countPosts(
    pool,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    title: maskPersonalData(row.title),
    opening: maskPersonalData(row.opening),
    counts: countsOf(row.id),
  }));
};

/** A topic of the bound tenant; nothing when there is none. */
export const readTopic = async (pool: Pool, id: string): Promise<TopicView | undefined> => {
  const { rows } = await pool.query<Omit<TopicView, 'counts'>>(`${TOPIC} and forum_topic.id = $2`, [boundTenant(), id]);
  const [topic] = await inView(pool, rows);
  return topic;
};

/** A part of a list: behind the item of a key, or from its beginning. */
export interface Part {
  readonly after: string | null;
  readonly first: number;
}

/** Items of a part, and the key to continue behind; null at the end. */
export interface ReadPart<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const cut = <Item extends { readonly id: string }>(read: readonly Item[], first: number): ReadPart<Item> => {
  const items = read.slice(0, first);
  return { items, next: read.length > first ? (items.at(-1)?.id ?? null) : null };
};

/** Topics of the bound tenant, the one with the latest shown post first. */
export const readTopics = async (pool: Pool, { after, first }: Part): Promise<ReadPart<TopicView>> => {
  const { rows } = await pool.query<Omit<TopicView, 'counts'>>(
    `${TOPIC} and ($2::uuid is null or (active_at, forum_topic.id) <
              (select active_at, id from forum_topic where tenant_id = $1 and id = $2))
     order by active_at desc, forum_topic.id desc limit $3`,
    [boundTenant(), after, first + 1],
  );
  return cut(await inView(pool, rows), first);
};

/** A post as everybody sees it. */
export interface PostView {
  readonly id: string;
  readonly receivedAt: Date;
  readonly words: string | null;
  readonly hiddenReason: string | null;
  readonly erasedAt: Date | null;
  readonly authorUnit: string | null;
  readonly authorPost: string | null;
}

/** Posts of a topic that everybody sees, the oldest first. */
export const readPosts = async (pool: Pool, topicId: string, { after, first }: Part): Promise<ReadPart<PostView>> => {
  const { rows } = await pool.query<Words & Omit<PostView, 'words'>>(
    `select id, received_at as "receivedAt", text, state, case when state = 'HIDDEN' then judged_reason end as "hiddenReason",
            erased_at as "erasedAt", author_unit as "authorUnit", author_post as "authorPost"
     from forum_post
     where tenant_id = $1 and topic_id = $2 and state in ('SHOWN', 'HIDDEN') and ($3::uuid is null or id > $3)
     order by id limit $4`,
    [boundTenant(), topicId, after, first + 1],
  );
  return cut(
    rows.map(({ text, state, ...post }) => ({ ...post, words: publicWords({ text, state }) })),
    first,
  );
};
