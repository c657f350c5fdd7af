import forum from '@kinerja/schema/demo/forum.json' with { type: 'json' };
import { v4 as randomId } from 'uuid';
import type { Context } from '../context.ts';
import { localDate } from '../domain/period.ts';
import { answerInTopic } from '../forum/answer-in-topic.ts';
import { closeTopic } from '../forum/close-topic.ts';
import { judgePost } from '../forum/judge-post.ts';
import { openTopic } from '../forum/open-topic.ts';
import { submitPost } from '../forum/submit-post.ts';
import { encodeGlobalId } from '../global-id.ts';
import { daysAfter } from './demo-cycles.ts';
import { type DemoPerson, demoPeople, headOf } from './demo-people.ts';
import { demoPolicyOf } from './demo-policies.ts';
import { demoId } from './demo-regions.ts';
import type { DemoStage } from './demo-stage.ts';
import { createDice } from './dice.ts';

type DemoTopic = (typeof forum)[number];

interface DemoPost {
  readonly after: number;
  readonly text: string;
  readonly official?: boolean;
  readonly hide?: string;
  /** Nobody has decided about it yet. */
  readonly waits?: boolean;
}

/** Stores what a citizen wrote and, unless it still waits, what the head of the unit decided about it on the next morning. */
const playPost = async (
  { tenantId, topicId, submissionKey }: { tenantId: string; topicId: string; submissionKey: string },
  { text, hide, waits = false }: DemoPost,
  { written, judged }: { readonly written: Context; readonly judged: Context },
): Promise<void> => {
  const outcome = await submitPost({ submissionKey, topicId, text }, { ...written, viewer: null });
  if (outcome.outcome !== 'stored') throw new Error(`forum.json: a post ended as ${outcome.outcome}.`);
  if (waits) return;
  const id = encodeGlobalId({ type: 'ForumPost', tenantId, id: outcome.receipt.id });
  await judgePost(hide === undefined ? { id, verdict: 'SHOW' } : { id, verdict: 'HIDE', reason: hide }, judged);
};

const playTopic = async (stage: DemoStage, topic: DemoTopic, head: DemoPerson): Promise<void> => {
  const { tenantId, timeZone, code } = stage.region;
  const day = daysAfter(localDate(stage.now.getTime(), timeZone), -topic.daysAgo);
  const at = (after: number, hour: number) => stage.as(head, stage.moment(daysAfter(day, after), hour));
  const unitId = encodeGlobalId({ type: 'Unit', tenantId, id: head.office.id });
  const { id } = await openTopic({ unitId, title: topic.title, opening: topic.opening }, at(0, 9));
  const topicId = encodeGlobalId({ type: 'ForumTopic', tenantId, id });
  for (const [place, post] of (topic.posts as readonly DemoPost[]).entries()) {
    const key = randomId({ random: createDice(demoId('forum', code, `${topic.title} ${place}`)).bytes() });
    if (post.official === true) await answerInTopic({ topicId, key, text: post.text }, at(post.after, 10));
    else {
      const moments = { written: at(post.after, 19), judged: at(post.after + 1, 8) };
      await playPost({ tenantId, topicId: id, submissionKey: key }, post, moments);
    }
  }
  if (topic.closed !== null) await closeTopic({ id: topicId, reason: topic.closed.reason }, at(topic.closed.after, 15));
};

/** What is discussed in the forum of a region: written, judged and answered through the same use cases that people use. */
export const storeForum = async (stage: DemoStage): Promise<void> => {
  const { region } = stage;
  const people = demoPeople(region, demoPolicyOf(region.code).policy.teamSize > 0);
  for (const topic of forum)
    if (topic.region === region.code) await playTopic(stage, topic, headOf(people, topic.office));
};
