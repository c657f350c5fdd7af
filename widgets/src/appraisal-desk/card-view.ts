import type { TemplateResult } from 'lit/html.js';
import { html } from '../toolkit.ts';
import { bar } from './form-view.ts';
import type { Card } from './read-person.ts';
import { day, figure, formatPeriod, instant, plainNumber, type View } from './view.ts';

type Component = NonNullable<Card['score']>['components'][number];
type Note = Card['feedback'][number];

/** A section with its heading, where there is something to show. */
export const section = (name: string, title: string, body: unknown): TemplateResult => html`
  <section part=${name}>
    <h4>${title}</h4>
    ${body}
  </section>
`;

const list = (items: readonly unknown[], none: string): TemplateResult =>
  items.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`;

/** How a figure was reached, folded away until somebody asks. */
const howOf = ({ explanation }: Card, key: string, { texts }: View): TemplateResult | '' => {
  const told = explanation?.find((one) => one.key === key);
  return told
    ? html`
        <details>
          <summary>${texts.how}<span class="unseen">: ${told.title}</span></summary>
          ${told.lines.map((text) => html`<p>${text}</p>`)}
        </details>
      `
    : '';
};

/** Predicate and the two ratings it follows from. */
export const verdict = (card: Card, view: View): TemplateResult => {
  const { words } = view;
  const rating = (axis: 'workResult' | 'behaviour', key: string) => {
    const decided = card[axis];
    const suggested = card.score?.[axis].proposed;
    return html`
      <div>
        <dt>${words[axis]}</dt>
        <dd>
          <strong>${decided ? words.ratings[decided] : words.notDecided}</strong>
          ${decided || !suggested ? '' : html`<span class="quiet">${words.suggested(words.ratings[suggested] ?? suggested)}</span>`}
          ${howOf(card, key, view)}
        </dd>
      </div>
    `;
  };
  return html`
    <div class="verdict" part="predicate">
      <p class="quiet">${words.predicate}</p>
      <p class="predicate">${card.predicateLabel ?? words.notDecided}</p>
      ${howOf(card, 'PREDICATE', view)}
      <dl class="pair">${rating('workResult', 'WORK_RESULT')}${rating('behaviour', 'BEHAVIOUR')}</dl>
      ${card.recommendation ? html`<p>${words.recommendation}: ${card.recommendation}</p>` : ''}
    </div>
  `;
};

/** The way of the appraisal, stage after stage. */
export const stages = (card: Card, view: View): TemplateResult => {
  const { words } = view;
  return section(
    'stages',
    words.way,
    html`<ol class="way">
      ${card.stages.map(
        ({ stage, name, state, opensOn, closesOn }) => html`
          <li class=${state} aria-current=${state === 'CURRENT' ? 'step' : 'false'}>
            ${words.stages[stage] ?? name} <span class="quiet">${words.states[state]}${state === 'CURRENT' && card.overdueSince ? `, ${words.late(day(card.overdueSince, view))}` : ''}</span>
            ${opensOn && closesOn ? html`<div class="quiet">${day(opensOn, view)} – ${day(closesOn, view)}</div>` : ''}
          </li>
        `,
      )}
    </ol>`,
  );
};

/** Indicators of a component: target, realisation, evidence. */
const indicatorsOf = (card: Card, { key, parts }: Component, view: View) => {
  const { words } = view;
  return card.indicators
    .filter(({ component }) => component === key)
    .map((indicator) => {
      const { name, plan, target, targetText, realisation, realisationText, unitOfMeasure, sampleSize, evidence } =
        indicator;
      const percent = parts.find((part) => part.key === indicator.key)?.percent ?? null;
      const reached = realisationText ?? (realisation === null ? null : plainNumber(realisation, view));
      return html`
        <li part="indicator">
          <strong>${name}</strong>
          <div class="quiet">${plan}</div>
          <div>
            ${words.target}: ${targetText ?? (target === null ? '' : plainNumber(target, view))} ${unitOfMeasure} ·
            ${words.realisation}: ${reached === null ? html`<em>${words.notReported}</em>` : html`${reached} ${realisationText ? '' : unitOfMeasure}`}
            ${sampleSize === null ? '' : words.sample(plainNumber(sampleSize, view))}
            ${percent === null ? '' : html`· <strong>${figure(percent, view)} %</strong>`}
          </div>
          <div class="quiet">
            ${
              evidence.length === 0
                ? words.noEvidence
                : evidence.map(
                    (link, at) =>
                      html`<a href=${link} target="_blank" rel="noopener noreferrer">${words.evidenceLink(at + 1)}</a> `,
                  )
            }
          </div>
        </li>
      `;
    });
};

const componentOf = (card: Card, component: Component, view: View): TemplateResult => {
  const { words } = view;
  const { key, name, weight, effectiveWeight, percent, sampleSize } = component;
  const indicators = indicatorsOf(card, component, view);
  const changed = effectiveWeight !== null && effectiveWeight !== weight;
  return html`
    <li part="component">
      <div class="row">
        <strong>${name}</strong>
        <span>${percent === null ? html`<em>${words.absent}</em>` : html`<strong>${figure(percent, view)} %</strong>`}</span>
      </div>
      ${bar(percent, view)}
      <div class="quiet">
        ${weight === 0 ? words.teamLevel : words.weight(plainNumber(weight, view))}${
          changed ? `, ${words.becomes(figure(effectiveWeight, view))}` : ''
        }${sampleSize > 0 ? ` · ${words.facts(sampleSize)}` : ''}
      </div>
      ${indicators.length > 0 ? html`<ul class="indicators">${indicators}</ul>` : ''}
      ${howOf(card, key, view)}
    </li>
  `;
};

/** The components, and the whole. */
export const figures = (card: Card, view: View): TemplateResult | '' => {
  const { words } = view;
  if (!card.score) return '';
  const { components, total } = card.score;
  return section(
    'components',
    words.figures,
    html`
      <p class="quiet">${words.local}</p>
      <ul class="components">
        ${components
          .filter(({ weight, percent }) => weight > 0 || percent !== null)
          .map((component) => componentOf(card, component, view))}
      </ul>
      <p class="row">
        <span>${words.total}</span>
        <strong>${total === null ? words.openScore : `${figure(total, view)} %`}</strong>
      </p>
      ${howOf(card, 'TOTAL', view)}
    `,
  );
};

const outstanding = (parts: Card['strengths'], card: Card, side: 'strengths' | 'improvements', view: View) =>
  list(
    [
      ...parts.map(({ name, percent }) => html`${name} <span class="quiet">${figure(percent, view)} %</span>`),
      ...card.assessments.flatMap((sheet) => {
        const text = sheet.submittedAt ? sheet[side] : null;
        return text ? [html`“${text}” <span class="quiet">${view.words.authors[sheet.assessor]}</span>`] : [];
      }),
    ],
    view.words.none,
  );

/** What is mastered, and what is to improve. */
export const standing = (card: Card, view: View): TemplateResult => html`
  <div class="halves">
    ${section('strengths', view.words.mastered, outstanding(card.strengths, card, 'strengths', view))}
    ${section('improvements', view.words.toImprove, outstanding(card.improvements, card, 'improvements', view))}
  </div>
`;

const itemName = (card: Card, key: string): string =>
  [...card.supervisorForm, ...card.selfForm].find((item) => item.key === key)?.name ?? key;

/** Where the self-assessment and the rater differ. */
export const differences = (card: Card, view: View): TemplateResult | '' => {
  const { words } = view;
  const differing = card.differences.filter(({ difference }) => difference !== 0);
  if (differing.length === 0) return '';
  return section(
    'differences',
    words.differences,
    html`
      <table>
        <thead>
          <tr>
            <th scope="col">${words.item}</th>
            <th scope="col">${words.self}</th>
            <th scope="col">${words.supervisor}</th>
          </tr>
        </thead>
        <tbody>
          ${differing.map(
            ({ key, one, other }) => html`
              <tr>
                <th scope="row">${itemName(card, key)}</th>
                <td>${plainNumber(one, view)}</td>
                <td>${plainNumber(other, view)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `,
  );
};

/** What peers and subordinates say, together. */
export const colleagues = (card: Card, view: View): TemplateResult | '' => {
  const { words } = view;
  return card.opinions.length === 0
    ? ''
    : section(
        'opinions',
        words.colleagues,
        list(
          card.opinions.map(
            ({ assessor, key, mean, opinions }) =>
              html`${itemName(card, key)} <span class="quiet">${words.authors[assessor]}: ${words.opinions(figure(mean, view), opinions)}</span>`,
          ),
          words.none,
        ),
      );
};

/** The person measured against what the post needs, widest gap first. */
export const competencies = ({ competencies: review }: Card, view: View): TemplateResult | '' => {
  const { words } = view;
  if (!review) return '';
  const { fitPercent, fitCategory, gaps } = review;
  return section(
    'competencies',
    words.competencies,
    html`
      ${fitPercent === null ? '' : html`<p>${words.fit}: <strong>${figure(fitPercent, view)} %</strong> ${fitCategory ? `(${fitCategory})` : ''}</p>`}
      ${list(
        gaps.map(
          ({ name, level, requiredLevel, training }) => html`
            ${name}: ${words.gap(plainNumber(level, view), requiredLevel)}
            ${training ? html`<div class="quiet">${words.training}: ${training}</div>` : ''}
          `,
        ),
        fitPercent === null ? words.none : '',
      )}
    `,
  );
};

/** Guidance of the person, the latest first; nothing without any, and for those whom it does not concern. */
export const guidances = ({ employee }: Card, view: View): TemplateResult | '' => {
  const { texts, words } = view;
  const edges = employee.guidances?.edges ?? [];
  return edges.length === 0
    ? ''
    : section(
        'guidances',
        words.guidances,
        edges.map(
          ({ node: { reason, outcomeNote, actions } }) => html`
            <p>${reason}</p>
            ${list(
              actions.map(
                ({ text, dueOn, done }) => html`
                  ${text}
                  <div class="quiet">${done ? words.actionDone : texts.until(day(dueOn, view))}</div>
                `,
              ),
              '',
            )}
            <p>${outcomeNote}</p>
          `,
        ),
      );
};

/** Recognition of the person, the latest first, and whether the person agreed to its being public. */
export const recognitions = ({ employee }: Card, view: View): TemplateResult | '' => {
  const { words } = view;
  const edges = employee.recognitions?.edges ?? [];
  return edges.length === 0
    ? ''
    : section(
        'recognitions',
        words.recognitions,
        list(
          edges.map(
            ({ node: { title, reason, issuedAt, issuedBy, consentedAt } }) => html`
              <strong>${title}</strong>
              <div>${reason}</div>
              <div class="quiet">${issuedBy.name} · ${instant(issuedAt, view)} · ${consentedAt ? words.isPublic : words.isNotPublic}</div>
            `,
          ),
          '',
        ),
      );
};

/** The feedback record as a thread. */
export const feedback = (card: Card, view: View, reply: ((note: Note) => void) | null): TemplateResult => {
  const { words } = view;
  const note = (one: Note): TemplateResult => html`
    <li part="note">
      <div class="quiet">
        ${words.authors[one.author]}${one.authorName ? `, ${one.authorName}` : ''}${one.writtenAt ? ` · ${instant(one.writtenAt, view)}` : ''}
      </div>
      <div>${one.text}</div>
      ${one.agreedAction ? html`<div>${words.agreed}: ${one.agreedAction}</div>` : ''}
      ${one.acknowledgedAt ? html`<div class="quiet">${words.read(instant(one.acknowledgedAt, view))}</div>` : ''}
      ${reply ? html`<button type="button" class="small" @click=${() => reply(one)}>${words.reply}<span class="unseen">: ${one.text}</span></button>` : ''}
      ${thread(one.id)}
    </li>
  `;
  const thread = (replyToId: string | null): TemplateResult | '' => {
    const notes = card.feedback.filter((one) => one.replyToId === replyToId);
    return notes.length === 0 ? '' : html`<ul class="thread">${notes.map(note)}</ul>`;
  };
  const body = card.feedback.length === 0 ? html`<p class="quiet">${words.noFeedback}</p>` : thread(null);
  return section('feedback', words.feedback, body);
};

/** The talk that was asked for, and the objection. */
export const disputes = ({ discussion, objection }: Card, view: View): TemplateResult => {
  const { words } = view;
  return html`
    ${
      discussion
        ? section(
            'discussion',
            words.discussion,
            html`
              <p class="quiet">${words.discussionAsked(instant(discussion.requestedAt, view))}</p>
              <p>${discussion.reason}</p>
              ${discussion.scheduledFor ? html`<p>${words.discussionAt(instant(discussion.scheduledFor, view), discussion.place ?? '')}</p>` : ''}
              ${discussion.outcome ? html`<p>${words.fields['outcome']}: ${discussion.outcome} ${discussion.revised ? words.revised : ''}</p>` : ''}
            `,
          )
        : ''
    }
    ${
      objection
        ? section(
            'objection',
            words.objection,
            html`
              <p class="quiet">
                ${words.objectionFiled(instant(objection.filedAt, view))} ·
                ${objection.decision ? words.decisions[objection.decision] : words.decideUntil(instant(objection.decideUntil, view))}
              </p>
              <p>${objection.reason}</p>
              ${objection.explanation ? html`<p>${words.fields['explanation']}: ${objection.explanation}</p>` : ''}
              ${objection.recommendation ? html`<p>${words.recommendation}: ${objection.recommendation}</p>` : ''}
            `,
          )
        : ''
    }
  `;
};

/** What citizens say of the unit: beside the person's figures, never among them. */
export const citizens = ({ citizensSignal: signal }: Card, view: View): TemplateResult | '' => {
  const { words, texts } = view;
  return signal
    ? section(
        'citizens',
        words.citizens,
        html`
          <p>
            ${signal.unit.name}, ${formatPeriod(signal.period, view)}: <strong>${figure(signal.value, view)}</strong>,
            ${signal.grade} (${words.grades[signal.grade]}) ${texts.basedOn(plainNumber(signal.ratings, view))}
          </p>
          <p class="quiet">${words.citizensNote}</p>
        `,
      )
    : '';
};

/** What happened, from the audit trail. */
export const trail = ({ history }: Card, view: View): TemplateResult | '' =>
  history.length === 0
    ? ''
    : html`
        <details part="trail">
          <summary>${view.words.trail}</summary>
          <ol>
            ${history.map(
              ({ at, actor, what, why }) => html`
                <li>
                  ${actor}: ${what}${why ? ` (${why})` : ''}
                  <div class="quiet">${instant(at, view)}</div>
                </li>
              `,
            )}
          </ol>
        </details>
      `;
