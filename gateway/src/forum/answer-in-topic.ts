import { validate as isUuid, v7 as timeOrderedId } from 'uuid';
import { requireViewer } from '../access/refuse-unless.ts';
import { actorOf } from '../access/viewer.ts';
import { checkInput, MAX_TEXT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Stored } from '../development/stored.ts';
import { invalid, issue, notAllowedNow } from '../refusals.ts';
import { approachTopic } from './find-topic.ts';
import { speakAs } from './speak-as.ts';
import { findStored, postHash, storePost } from './store-post.ts';

/** What an official says in a topic. */
export interface AnswerInTopic {
  readonly topicId: string;
  /** Made by the client before the first attempt. */
  readonly key: string;
  readonly text: string;
}

/**
 * Answers in a topic as an official: by the head of its unit, or a leader. It is shown at once, marked with the unit and the post
 * that the person holds on that day: a mark that nobody can write himself. Sent again it changes nothing.
 */
export const answerInTopic = async (input: AnswerInTopic, context: Context): Promise<Stored> => {
  const viewer = requireViewer(context);
  const tenantId = boundTenant();
  const { id: topicId, unitId } = await approachTopic('topicId', input.topicId, 'ANSWER_IN_FORUM', context);
  const check = checkInput();
  check.expect(isUuid(input.key), 'key', input.key, 'UUID');
  const text = check.required('text', input.text, MAX_TEXT, 'jawaban yang tidak kosong');
  check.finish();
  const official = await speakAs(context, unitId);
  if (official === undefined)
    throw notAllowedNow('Saudara tidak memegang jabatan hari ini; jawaban resmi ditandai dengan unit dan jabatan.');
  const { employeeId } = viewer;
  const submissionKey = input.key.toLowerCase();
  const requestHash = postHash({ topicId, text, employeeId });
  const find = () => findStored(context.db.pool, submissionKey);
  const stored = await find();
  const id = timeOrderedId();
  const isNew =
    stored === undefined &&
    (await storePost(context.db.pool, {
      id,
      topicId,
      submissionKey,
      requestHash,
      text,
      receivedAt: context.now(),
      state: 'SHOWN',
      actor: actorOf(viewer),
      receipt: null,
      author: { employeeId, ...official },
    }));
  if (isNew) return { tenantId, id };
  const before = stored ?? (await find());
  if (before === undefined || !requestHash.equals(before.requestHash))
    throw invalid(issue('key', input.key, 'kunci baru untuk isi yang baru'));
  return { tenantId, id: before.id };
};
