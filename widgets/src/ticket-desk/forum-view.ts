import type { TemplateResult } from 'lit/html.js';
import { badge, button, html } from '../toolkit.ts';
import { MOST_POSTS, POST_STATES, type PostState, type QueuedPost } from './forum.ts';
import type { Place } from './place.ts';
import type { Shown } from './read-desk.ts';
import type { TaskPlace } from './tasks.ts';
import { doneView, instant, orNotice, type View } from './view.ts';

/** What can be done with the posts of the forum. */
export interface ForumView extends View {
  readonly forum: Extract<Shown, { kind: 'forum' }>;
  readonly timeZone: string;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly filterBy: (state: PostState) => void;
  readonly more: () => void;
  readonly link: (place: Place, content: unknown) => TemplateResult;
  /** Where a page of the gateway is. */
  readonly addressOf: (path: string) => string;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace, describedBy: string) => TemplateResult;
}

const stateButtons = ({ forum, words, filterBy }: ForumView): TemplateResult => html`
  <div role="group" aria-label=${words.choose} class="filters">
    ${POST_STATES.map(
      (state) => html`
        <button type="button" id="posts-${state}" aria-pressed=${forum.state === state} @click=${() => filterBy(state)}>
          ${words.postStates[state]}
        </button>
      `,
    )}
  </div>
`;

const post = (one: QueuedPost, view: ForumView): TemplateResult => {
  const { words, timeZone, addressOf, form } = view;
  const { id, receivedAt, reason, official, topic, verdicts } = one;
  const about = [topic.unit?.name ?? words.wholeRegion, instant(receivedAt, timeZone, view)];
  return html`
    <li part="post">
      <h4 id=${id} tabindex="-1"><a href=${addressOf(topic.path)}>${topic.title}</a></h4>
      <div class="quiet">${about.join(' · ')}</div>
      ${official ? html`<p>${badge(words.official)} ${official.post}, ${official.unit}</p>` : ''}
      ${one.words === null ? html`<p class="quiet">${words.erased}</p>` : html`<p class="said citizen">${one.words}</p>`}
      ${reason === null ? '' : html`<p class="quiet">${words.judgedBecause(reason)}</p>`}
      ${verdicts.map((task) => form({ about: id, task }, id))}
    </li>
  `;
};

/** What was written in the forum and waits for a person, or was judged before. */
export const forumView = (view: ForumView): TemplateResult => {
  const { forum, words, done, more, link } = view;
  const { posts, state, first } = forum;
  const { length } = posts;
  return html`
    <h3 id="forum" tabindex="-1">${words.forum}</h3>
    <p class="quiet">${words.forumMeans}</p>
    <p>${link({ kind: 'topics' }, words.toTopics)}</p>
    ${stateButtons(view)}
    ${doneView(done)}
    ${orNotice(
      posts,
      html`<ol class="thread posts" part="posts">${posts.map((one) => post(one, view))}</ol>`,
      words.noPosts[state],
    )}
    ${length === first && first < MOST_POSTS ? button(words.more, more) : ''}
    ${length === MOST_POSTS ? html`<p class="quiet">${words.tooManyPosts(MOST_POSTS)}</p>` : ''}
  `;
};
