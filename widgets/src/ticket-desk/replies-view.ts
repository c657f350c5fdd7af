import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import type { DeskAnswer, Shown } from './read-desk.ts';
import type { TaskPlace } from './tasks.ts';
import { doneView, fact, instant, orNotice, unitField, type View } from './view.ts';

/** What can be done with what a unit published. */
export interface RepliesView extends View {
  readonly answer: DeskAnswer;
  readonly replies: Extract<Shown, { kind: 'replies' }>;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly chooseUnit: (unit: string) => void;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace, describedBy: string) => TemplateResult;
}

type Reply = RepliesView['replies']['replies'][number];

const reply = (one: Reply, view: RepliesView): TemplateResult => {
  const { words, replies, form } = view;
  const { id, said, done, elementLabel, service, publishedAt } = one;
  const about = [service?.name, elementLabel, instant(publishedAt, replies.timeZone, view)].filter(Boolean);
  return html`
    <li part="reply">
      <h4 id=${id} tabindex="-1">${about.join(' · ')}</h4>
      <dl class="facts">
        ${fact(words.taskFields.said, said)} ${fact(words.taskFields.done, done)}
      </dl>
      ${form({ about: id, task: 'WITHDRAW' }, id)}
    </li>
  `;
};

/** What a unit told everybody about what it did. */
export const repliesView = (view: RepliesView): TemplateResult => {
  const { answer, replies, words, done, chooseUnit } = view;
  const { ticketUnits } = answer.viewer;
  return html`
    <h3 id="replies" tabindex="-1">${words.replies}</h3>
    ${
      ticketUnits.length === 0
        ? html`<p class="notice">${words.noUnitToSpeakFor}</p>`
        : html`
            <p class="quiet">${words.repliesMean}</p>
            ${unitField({ id: 'reply-unit', units: ticketUnits, unit: replies.unit, chooseUnit }, view)}
            ${doneView(done)}
            ${orNotice(
              replies.replies,
              html`<ol class="thread" part="replies">${replies.replies.map((one) => reply(one, view))}</ol>`,
              words.noReplies,
            )}
          `
    }
  `;
};
