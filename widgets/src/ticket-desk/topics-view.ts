import type { TemplateResult } from 'lit/html.js';
import { button, html } from '../toolkit.ts';
import type { Place } from './place.ts';
import type { Shown } from './read-desk.ts';
import type { TaskPlace } from './tasks.ts';
import { aboutTopic, MOST_TOPICS, NEW_TOPIC } from './topics.ts';
import { doneView, instant, orNotice, type View } from './view.ts';

/** What can be done with topics of the forum. */
export interface TopicsView extends View {
  readonly topics: Extract<Shown, { kind: 'topics' }>;
  readonly timeZone: string;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly more: () => void;
  readonly link: (place: Place, content: unknown, id?: string) => TemplateResult;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace) => TemplateResult;
}

/** Open topics in which somebody answers as an official, and where a new one is opened. */
export const topicsView = (view: TopicsView): TemplateResult => {
  const { topics: shown, words, timeZone, done, more, link, form } = view;
  const { topics, subjects, count } = shown;
  return html`
    <p>${link({ kind: 'forum' }, words.backToForum)}</p>
    <h3 id="topics" tabindex="-1">${words.topics}</h3>
    <p class="quiet">${words.topicsMean}</p>
    ${doneView(done)}
    ${orNotice(
      topics,
      html`
        <ol class="thread" part="topics">
          ${topics.map(
            (one) => html`
              <li part="topic">
                <h4>${link({ kind: 'topic', id: one.id }, one.title, one.id)}</h4>
                <div class="quiet">
                  ${aboutTopic(one, view)} · ${words.activeAt(instant(one.activeAt, timeZone, view))}
                </div>
              </li>
            `,
          )}
        </ol>
      `,
      words.noTopics,
    )}
    ${topics.length === count && count < MOST_TOPICS ? button(words.more, more) : ''}
    ${subjects.length === 0 ? '' : html`<section>${form(NEW_TOPIC)}</section>`}
  `;
};
