import type { TemplateResult } from 'lit/html.js';
import { badge, button, html } from '../toolkit.ts';
import type { Place } from './place.ts';
import type { TaskPlace } from './tasks.ts';
import { aboutTopic, TOPIC_TASKS, type Topic } from './topics.ts';
import { doneView, instant, orNotice, type View } from './view.ts';

/** What can be done in a topic of the forum. */
export interface TopicView extends View {
  readonly topic: Topic | null;
  readonly timeZone: string;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly link: (place: Place, content: unknown) => TemplateResult;
  /** Where a page of the gateway is. */
  readonly addressOf: (path: string) => string;
  /** An answer that was typed and cannot be sent any more; empty by default. */
  readonly leftOver: string;
  readonly discard: () => void;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace, describedBy: string) => TemplateResult;
}

type Post = Topic['posts']['edges'][number]['node'];

const saidIn = ({ words: said, hiddenReason, erasedAt }: Post, { words }: View): TemplateResult => {
  if (hiddenReason !== null) return html`<p class="quiet">${words.hiddenBecause(hiddenReason)}</p>`;
  if (erasedAt !== null) return html`<p class="quiet">${words.erasedPost}</p>`;
  return html`<p class="said">${said}</p>`;
};

const post = (one: Post, view: TopicView): TemplateResult => {
  const { words, timeZone } = view;
  const { receivedAt, official } = one;
  return html`
    <li part="post" class=${official ? 'OFFICE' : ''}>
      <div class="quiet">${instant(receivedAt, timeZone, view)}</div>
      ${official ? html`<p>${badge(words.official)} ${official.post}, ${official.unit}</p>` : ''}
      ${saidIn(one, view)}
    </li>
  `;
};

const whole = (topic: Topic, view: TopicView): TemplateResult => {
  const { words, timeZone, done, link, addressOf, leftOver, discard, form } = view;
  const { id, path, title, opening, openedAt, closedAt, closedReason, counts, moves } = topic;
  const posts = topic.posts.edges.map(({ node }) => node);
  return html`
    <h3 id="topic" tabindex="-1">${title}</h3>
    <p class="quiet">${aboutTopic(topic, view)} · ${instant(openedAt, timeZone, view)}</p>
    <p class="said">${opening}</p>
    <p><a href=${addressOf(path)}>${words.publicTopic}</a></p>
    ${
      closedAt === null
        ? ''
        : html`<p class="notice">${words.topicClosed(instant(closedAt, timeZone, view), closedReason ?? '')}</p>`
    }
    ${
      leftOver
        ? html`
            <div class="notice">
              <strong>${words.leftOver(words.tasks.ANSWER)}</strong>
              <p class="said">${leftOver}</p>
              ${button(words.discard, discard)}
            </div>
          `
        : ''
    }
    ${doneView(done)}
    <section>
      <h4>${words.postsInTopic}</h4>
      ${topic.posts.pageInfo.hasPreviousPage ? html`<p class="quiet">${words.latestPosts(posts.length)}</p>` : ''}
      ${orNotice(
        posts,
        html`<ol class="thread" part="posts">${posts.map((one) => post(one, view))}</ol>`,
        words.noPostsInTopic,
      )}
      ${counts.waiting > 0 ? html`<p>${link({ kind: 'forum' }, words.postsWaiting(counts.waiting))}</p>` : ''}
    </section>
    ${moves.length === 0 ? '' : html`<section class="steps" part="steps">${moves.map((move) => form({ about: id, task: TOPIC_TASKS[move] }, 'topic'))}</section>`}
  `;
};

/** A topic with what was written into it, and what an official can do there. */
export const topicView = (view: TopicView): TemplateResult => html`
  <p>${view.link({ kind: 'topics' }, view.words.backToTopics)}</p>
  ${view.topic ? whole(view.topic, view) : html`<p class="notice" id="topic" tabindex="-1">${view.words.noSuchTopic}</p>`}
`;
