import { html } from 'hono/html';
import { FORUM_POST_STATE_NAMES, type ForumModeration } from '../domain/forum.ts';
import { instantInWords } from '../domain/instant-in-words.ts';
import { AWAITING_REVIEW, inPublicLanguage } from '../domain/text.ts';
import { MAX_COMMENT } from '../feedback/clean-comment.ts';
import type { PostReceipt } from '../forum/post-receipt.ts';
import type { PostView, ReadPart, TopicView } from '../forum/read-forum.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { countsInWords, FORUM_WORDS, type ForumWords } from './forum-words.ts';
import { type Html, languageLinks, layout, NOT_SPOKEN, type PageLanguage, partIn, reviewNote } from './plain-page.ts';

/** What every page of the forum has. */
export interface ForumFrame {
  readonly language: PageLanguage;
  readonly tenant: TenantEntry;
  readonly moderation: ForumModeration;
  /** Address of this page; null for the answer to a form, to which no link leads. */
  readonly address: URL | null;
  /** The address of another page of this forum, in this language. */
  readonly to: (page: { readonly topic?: string; readonly after?: string } | 'own') => string;
}

const wordsOf = ({ language }: ForumFrame): ForumWords => FORUM_WORDS[language.lang];

const framed = (frame: ForumFrame, title: string, body: Html): Html => {
  const { language, tenant, address } = frame;
  const words = wordsOf(frame);
  return layout(
    language.lang,
    `${title} — ${tenant.name}`,
    html`${address === null ? '' : languageLinks(language, address)}
      <h1${title === words.title ? '' : partIn('id', language.lang)}>${title}</h1>
      <p class="who"${partIn('id', language.lang)}>${tenant.name}</p>
      ${language.isFallback ? NOT_SPOKEN : ''}${AWAITING_REVIEW.includes(language.lang) ? reviewNote(language) : ''}
      ${tenant.sampleData ? html`<p class="sample">${words.sample}</p>` : ''}
      ${body}`,
  );
};

const about = (topic: TopicView, frame: ForumFrame): Html =>
  topic.unit === null
    ? html`${wordsOf(frame).wholeRegion}`
    : html`<span${partIn('id', frame.language.lang)}>${topic.service === null ? '' : `${topic.service}, `}${topic.unit}</span>`;

const instant = (at: Date, { language, tenant }: ForumFrame) => instantInWords(at, language.lang, tenant.timeZone);

const rules = (frame: ForumFrame): Html => {
  const { intro, order, moderation } = wordsOf(frame);
  return html`<p class="soft">${intro} ${moderation[frame.moderation]} ${order}</p>`;
};

/** What is discussed in a region. */
export const topicsPage = (frame: ForumFrame, { items, next }: ReadPart<TopicView>): Html => {
  const words = wordsOf(frame);
  const { lang } = frame.language;
  const entry = (topic: TopicView) => html`<li>
      <strong><a href="${frame.to({ topic: topic.id })}"${partIn('id', lang)}>${topic.title}</a></strong>
      <span class="soft">${about(topic, frame)} · ${topic.closedAt === null ? words.open : words.closed}</span>
      <span class="soft">${words.active}: ${instant(topic.activeAt, frame)}</span>
      <p class="said">${countsInWords(topic.counts, lang)}</p>
    </li>`;
  return framed(
    frame,
    words.title,
    html`${rules(frame)}
      ${items.length === 0 ? html`<p class="state">${words.noTopics}</p>` : html`<ul class="history">${items.map(entry)}</ul>`}
      <nav class="links">
        ${next === null ? '' : html`<a href="${frame.to({ after: next })}">${words.olderTopics}</a>`}
        <a href="${frame.to('own')}">${words.own}</a>
      </nav>`,
  );
};

/** What was sent and could not be stored. */
export interface Unsent {
  readonly text: string;
  /** Said above the form. */
  readonly notice: string;
  /** The text itself is what is wrong. */
  readonly isWrong: boolean;
}

/** What the page of a topic shows. */
export interface TopicPage extends ForumFrame {
  readonly topic: TopicView;
  readonly posts: ReadPart<PostView>;
  /** Whether the posts are those at the beginning. */
  readonly isFirst: boolean;
  readonly submissionKey: string;
  readonly unsent: Unsent | null;
}

const postEntry = (post: PostView, page: TopicPage): Html => {
  const words = wordsOf(page);
  const { authorUnit, authorPost } = post;
  const who =
    authorUnit === null
      ? words.citizen
      : html`${words.official}: <span${partIn('id', page.language.lang)}>${authorPost}, ${authorUnit}</span>`;
  const said = (): Html => {
    if (post.erasedAt !== null) return html`<p class="said soft">${words.erased}</p>`;
    if (post.hiddenReason !== null)
      return html`<p class="said soft">${words.hidden} ${words.reason}: <span${partIn('id', page.language.lang)}>${post.hiddenReason}</span></p>`;
    return html`<p class="said">${post.words}</p>`;
  };
  return html`<li${authorUnit === null ? '' : html` class="official"`}><strong>${who}</strong> <span class="soft">${instant(post.receivedAt, page)}</span>${said()}</li>`;
};

const problem = (unsent: Unsent | null): Html | '' =>
  unsent === null
    ? ''
    : html`<div class="problems" role="alert"><p>${unsent.isWrong ? html`<a href="#text">${unsent.notice}</a>` : unsent.notice}</p></div>`;

const writing = (page: TopicPage): Html => {
  const words = wordsOf(page);
  const isWrong = page.unsent?.isWrong === true;
  return html`<form method="post" accept-charset="utf-8" action="${page.to({ topic: page.topic.id })}">
      <input type="hidden" name="submissionKey" value="${page.submissionKey}" />
      <label class="field" for="text">${words.write}</label>
      <p class="hint" id="text-hint">${words.hint} ${words.moderation[page.moderation]}</p>
      ${isWrong ? html`<p class="message" id="text-mistake">${words.wrong}</p>` : ''}
      <textarea id="text" name="text" rows="6" required maxlength="${MAX_COMMENT}" aria-describedby="text-hint${isWrong ? ' text-mistake' : ''}"${isWrong ? html` aria-invalid="true"` : ''}>${page.unsent?.text ?? ''}</textarea>
      <p><button type="submit">${words.send}</button></p>
    </form>`;
};

const closed = (page: TopicPage): Html => {
  const words = wordsOf(page);
  const { closedAt, closedReason } = page.topic;
  return html`<div class="state"><h2>${words.closed}</h2>
      <p>${words.closedNote}</p>
      <p>${words.reason}: <span${partIn('id', page.language.lang)}>${closedReason}</span> <span class="soft">${closedAt === null ? '' : instant(closedAt, page)}</span></p>
    </div>
    ${
      page.unsent === null
        ? ''
        : html`<label class="field" for="text">${words.yourText}</label><textarea id="text" rows="6" readonly>${page.unsent.text}</textarea>`
    }`;
};

/** Ways to the posts before and behind those on the page. */
const otherPosts = (page: TopicPage): Html | '' => {
  const { topic, posts, isFirst, to } = page;
  const words = wordsOf(page);
  if (isFirst && posts.next === null) return '';
  return html`<p class="links">
        ${isFirst ? '' : html`<a href="${to({ topic: topic.id })}">${words.firstPosts}</a>`}
        ${posts.next === null ? '' : html`<a href="${to({ topic: topic.id, after: posts.next })}">${words.nextPosts}</a>`}
      </p>`;
};

/** A topic with its posts, and the form while it is open. */
export const topicPage = (page: TopicPage): Html => {
  const words = wordsOf(page);
  const { topic, posts, unsent, language } = page;
  return framed(
    page,
    topic.title,
    html`${problem(unsent)}
      <p class="soft">${about(topic, page)} · ${words.opened}: ${instant(topic.openedAt, page)}</p>
      <p class="said"${partIn('id', language.lang)}>${topic.opening}</p>
      ${rules(page)}
      <p>${countsInWords(topic.counts, language.lang)}</p>
      ${posts.items.length === 0 ? html`<p class="state">${words.noPosts}</p>` : html`<ol class="history">${posts.items.map((post) => postEntry(post, page))}</ol>`}
      ${otherPosts(page)}
      ${topic.closedAt === null ? writing(page) : closed(page)}
      <nav class="links"><a href="${page.to({})}">${words.allTopics}</a><a href="${page.to('own')}">${words.own}</a></nav>`,
  );
};

const standing = (post: PostReceipt, frame: ForumFrame): Html => {
  const words = wordsOf(frame);
  const { lang } = frame.language;
  const state = post.erasedAt === null ? inPublicLanguage(FORUM_POST_STATE_NAMES[post.state], lang) : words.erasedCount;
  return html`<dl>
      <dt>${frame.language.words.received}</dt><dd>${instant(post.receivedAt, frame)}</dd>
      <dt>${words.standing}</dt><dd>${state}</dd>
      ${post.judgedReason === null ? '' : html`<dt>${words.reason}</dt><dd${partIn('id', lang)}>${post.judgedReason}</dd>`}
    </dl>`;
};

/** Says that a post is stored, and gives its code. */
export const storedPage = (frame: ForumFrame, post: PostReceipt, replayed: boolean): Html => {
  const words = wordsOf(frame);
  return framed(
    frame,
    words.title,
    html`<p class="done" role="status">${replayed ? words.replayed : words.stored}</p>
      <p>${words.moderation[frame.moderation]}</p>
      <h2>${frame.language.words.code}</h2>
      <p class="code">${post.code}</p>
      <p>${words.keep}</p>
      ${standing(post, frame)}
      <nav class="links"><a href="${frame.to({ topic: post.topicId })}">${words.toTopic}</a><a href="${frame.to('own')}">${words.own}</a></nav>`,
  );
};

/** What the page about one's own post shows. */
export interface OwnPage extends ForumFrame {
  readonly typed: string;
  readonly mistake: string | null;
  /** The post of the code, once it was found. */
  readonly post: PostReceipt | null;
}

/** Asks for the code of a post, shows what became of it, and erases it. */
export const ownPage = (page: OwnPage): Html => {
  const words = wordsOf(page);
  const { typed, mistake, post } = page;
  const action = page.to('own');
  return framed(
    page,
    words.title,
    html`<h2>${words.own}</h2>
      ${
        post === null
          ? html`<form method="post" accept-charset="utf-8" action="${action}">
              <label class="field" for="code">${page.language.words.code}</label>
              <p class="hint" id="code-hint">${words.ownHint}</p>
              ${mistake === null ? '' : html`<p class="message" id="code-mistake">${mistake}</p>`}
              <input class="text" id="code" name="code" value="${typed}" required autocomplete="off" autocapitalize="characters" spellcheck="false"
                aria-describedby="code-hint${mistake === null ? '' : ' code-mistake'}"${mistake === null ? '' : html` aria-invalid="true" autofocus`} />
              <p><button type="submit">${words.look}</button></p>
            </form>`
          : html`<p class="code">${post.code}</p>${standing(post, page)}
            ${
              post.erasedAt === null
                ? html`<details><summary>${words.erase}</summary><p>${words.eraseMeans}</p>
                    <form method="post" accept-charset="utf-8" action="${action}">
                      <input type="hidden" name="code" value="${post.code}" />
                      <button class="second" type="submit" name="erase" value="yes">${words.eraseNow}</button>
                    </form></details>`
                : ''
            }
            <p><a href="${page.to({ topic: post.topicId })}">${words.toTopic}</a></p>`
      }
      <nav class="links"><a href="${page.to({})}">${words.allTopics}</a></nav>`,
  );
};
