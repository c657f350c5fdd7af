import type { TemplateResult } from 'lit/html.js';
import { button, formatNumber, html, localesOf } from '../toolkit.ts';
import type { Found } from './draft.ts';
import type { Alarm, Exclusion, Exclusions } from './exclusions.ts';
import type { Choice, Field } from './fields-form.ts';
import type { Shown } from './read-desk.ts';
import type { TaskPlace } from './tasks.ts';
import { doneView, fact, instant, orNotice, unitField, type View } from './view.ts';

/** What can be done about ratings that should not count. */
export interface ExclusionsView extends View {
  readonly exclusions: Extract<Shown, { kind: 'exclusions' }>;
  /** What was just stored, in words; empty when nothing was. */
  readonly done: string;
  readonly chooseUnit: (unit: string) => void;
  /** A form that opens where it stands. */
  readonly form: (place: TaskPlace, describedBy: string) => TemplateResult;
  /** Fills the ratings of an alarm into the form that takes ratings out. */
  readonly choose: (alarm: Alarm) => void;
}

/** Where ratings of the unit that is open are taken out. */
export const excludingFrom = ({ open, timeZone }: Exclusions): TaskPlace => ({
  about: open?.unit.id ?? '',
  task: 'EXCLUDE',
  zone: timeZone,
});

/** What can be chosen in the form that takes ratings out. */
export const exclusionChoices = (
  { name }: Field,
  { exclusions: { services }, words }: Pick<ExclusionsView, 'exclusions' | 'words'>,
): readonly Choice[] => {
  const named = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));
  if (name === 'channel') return [{ value: '', label: words.anyChannel }, ...named(words.channels)];
  const choices = name === 'serviceId' ? services.map(({ id, name: label }) => ({ value: id, label })) : [];
  return [{ value: '', label: words.pick }, ...choices, ...(name === 'reason' ? named(words.exclusionReasons) : [])];
};

const month = (period: string, { texts }: View): string =>
  new Date(period).toLocaleDateString(localesOf(texts), { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What a selection is, before anybody decides about it. */
export const foundView = ({ ratings, answers, closedMonths }: Found, id: string, view: View): TemplateResult => {
  const { words, texts } = view;
  const number = (count: number) => formatNumber(count, texts, 0);
  return html`
    <div class="notice" id=${id} part="found" tabindex="-1">
      <strong>${ratings === 0 ? words.foundNone : words.foundRatings(number(ratings))}</strong>
      ${
        ratings === 0
          ? ''
          : html`
              ${
                answers
                  ? html`<p>${words.foundAnswers} ${answers.map((count, at) => words.answer(at + 1, number(count))).join('; ')}.</p>`
                  : html`<p>${words.foundFew}</p>`
              }
              <p>
                ${
                  closedMonths.length === 0
                    ? words.foundOpen
                    : words.foundClosed(closedMonths.map((one) => month(one, view)).join(', '))
                }
              </p>
            `
      }
    </div>
  `;
};

const exclusion = (one: Exclusion, view: ExclusionsView): TemplateResult => {
  const { words, texts, exclusions, form } = view;
  const { timeZone, open } = exclusions;
  const { id, service, ratings, isDecided, reasonLabel, explanation, channel, place, device, liftedAt, liftedBecause } =
    one;
  const at = (moment: string) => instant(moment, timeZone, view);
  const which = [channel && words.channels[channel], place, device].filter(Boolean);
  return html`
    <li part="exclusion">
      <h5 id=${id} tabindex="-1">${service.name} · ${words.excluded(formatNumber(ratings, texts, 0))}</h5>
      <p class="quiet">${[words.received(at(one.from), at(one.until)), ...which].join(' · ')}</p>
      <dl class="facts">
        ${fact(words.fields['reason'] ?? '', reasonLabel)} ${fact(words.taskFields.explanation, explanation)}
        ${fact(words.excludedAt, at(one.decidedAt))}
        ${liftedAt === null ? '' : fact(words.liftedAt, `${at(liftedAt)}: ${liftedBecause ?? ''}`)}
      </dl>
      ${isDecided ? '' : html`<p class="notice">${words.undecided}</p>`}
      ${!isDecided && open?.mayDecide ? form({ about: id, task: 'CONFIRM' }, id) : ''}
      ${liftedAt === null && open?.mayDecide ? form({ about: id, task: 'RESTORE' }, id) : ''}
    </li>
  `;
};

const alarm = (one: Alarm, view: ExclusionsView): TemplateResult => {
  const { words, exclusions, form, choose } = view;
  const { id, service, message, from, until, mayDecide } = one;
  const at = (moment: string) => instant(moment, exclusions.timeZone, view);
  return html`
    <li part="alarm">
      <h5 id=${id} tabindex="-1">${service.name}</h5>
      <p>${message}</p>
      <p class="quiet">${words.received(at(from), at(until))}</p>
      ${mayDecide ? html`${button(words.chooseAlarm, () => choose(one))} ${form({ about: id, task: 'DISMISS' }, id)}` : ''}
    </li>
  `;
};

/** What is out of the figures of a unit, and how more is taken out. */
export const exclusionsView = (view: ExclusionsView): TemplateResult => {
  const { exclusions, words, done, chooseUnit, form } = view;
  const { units, open } = exclusions;
  const choosable = units.map(({ unit: { id, name }, undecided }) => ({
    id,
    name: undecided > 0 ? words.waitsIn(name, formatNumber(undecided, view.texts, 0)) : name,
  }));
  return html`
    <h3 id="exclusions" tabindex="-1">${words.exclusions}</h3>
    ${
      open === null
        ? html`<p class="notice">${words.noUnitToReview}</p>`
        : html`
            <p class="quiet">${words.exclusionsMean}</p>
            ${unitField({ id: 'reviewed-unit', units: choosable, unit: open.unit.id, chooseUnit }, view)}
            ${doneView(done)}
            ${
              exclusions.alarms.length === 0
                ? ''
                : html`
                    <section>
                      <h4>${words.alarms}</h4>
                      <p class="quiet">${words.alarmsMean}</p>
                      <ol class="thread" part="alarms">${exclusions.alarms.map((one) => alarm(one, view))}</ol>
                    </section>
                  `
            }
            ${
              open.mayDecide
                ? form(excludingFrom(exclusions), 'exclusions')
                : html`<p class="notice">${words.judgesYou}</p>`
            }
            <section>
              <h4>${words.exclusionsOf(open.unit.name)}</h4>
              ${orNotice(
                exclusions.exclusions,
                html`<ol class="thread" part="exclusions">${exclusions.exclusions.map((one) => exclusion(one, view))}</ol>`,
                words.noExclusions,
              )}
            </section>
          `
    }
  `;
};
