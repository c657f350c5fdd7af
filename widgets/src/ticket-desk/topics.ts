import {
  type ForumTopicMove,
  ForumTopicOperation,
  type ForumTopicQuery,
  OpenForumTopicsOperation,
  type OpenForumTopicsQuery,
} from '@kinerja/schema/operations';
import type { PortalSession } from '../portal/portal-session.ts';
import { GatewayError } from '../toolkit.ts';
import type { Choice } from './fields-form.ts';
import type { Task, TaskPlace } from './tasks.ts';
import type { View } from './view.ts';

type Listed = NonNullable<OpenForumTopicsQuery['viewer']>;
export type OpenTopic = Listed['forumTopicsToAnswer']['edges'][number]['node'];
export type Topic = NonNullable<ForumTopicQuery['topic']>;

/** How many topics the gateway lists at most. */
export const MOST_TOPICS = 100;

/** Open topics in which whoever asks answers. */
export interface Topics {
  readonly topics: readonly OpenTopic[];
  /** What may be discussed in a new one; nothing for whoever may open none. */
  readonly subjects: Listed['forumTopicSubjects'];
  /** As it was asked for: as many topics mean that there are more. */
  readonly count: number;
}

export async function readTopics(session: PortalSession, gateway: string, count: number): Promise<Topics> {
  const { viewer } = await session.request(OpenForumTopicsOperation, { count }, gateway);
  const topics = (viewer?.forumTopicsToAnswer.edges ?? []).map(({ node }) => node);
  return { topics, subjects: viewer?.forumTopicSubjects ?? [], count };
}

/** Null where there is no such topic. */
export async function readTopic(session: PortalSession, gateway: string, id: string): Promise<Topic | null> {
  try {
    return (await session.request(ForumTopicOperation, { id }, gateway)).topic;
  } catch (error) {
    if (error instanceof GatewayError && error.failure === 'unknown') return null;
    throw error;
  }
}

/** What a topic is about, in words. */
export const aboutTopic = ({ unit, service }: Pick<OpenTopic, 'unit' | 'service'>, { words }: Pick<View, 'words'>) =>
  [unit?.name ?? words.wholeRegion, service?.name].filter(Boolean).join(': ');

/** Where a topic is opened. */
export const NEW_TOPIC: TaskPlace = { about: 'topic', task: 'OPEN_TOPIC' };

/** Each move in a topic with its form. */
export const TOPIC_TASKS: Readonly<Record<ForumTopicMove, Task>> = { ANSWER: 'ANSWER', CLOSE: 'CLOSE_TOPIC' };

/** What a topic can be about: which argument names it, and its id; the region without an id. */
export const subjectChoices = ({ subjects }: Topics, { words }: Pick<View, 'words'>): readonly Choice[] => [
  { value: '', label: words.pick },
  ...subjects.map(({ unitId, serviceId, unit, service }) => ({
    value: serviceId ? `serviceId ${serviceId}` : `unitId ${unitId ?? ''}`,
    label: [unit ?? words.wholeRegion, service].filter(Boolean).join(': '),
  })),
];

/** What was chosen, as the gateway takes it. */
export const subjectGiven = (value = ''): Readonly<Record<string, string>> => {
  const [name = '', id] = value.split(' ');
  return id ? { [name]: id } : {};
};
