import { ReportFormOperation, type ReportFormQuery, type ReportFormQueryVariables } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { commentLeft, FeedbackForm, type FormWords, feedbackFormStyles } from '../form-toolkit.ts';
import { kindNames } from '../locale/feedback-kinds.ts';
import { badge, html, notice, OperationController } from '../toolkit.ts';
import { type Draft, keepDraft, keptDraft, NO_DRAFT } from './draft.ts';
import { reportFormStyles } from './report-form.styles.ts';
import { REPORT_KINDS, type ReportKind, type ReportWords, reportWords } from './words.ts';

type ReportedService = NonNullable<ReportFormQuery['service']>;
/** Characters that fit. */
const MOST = commentLeft();

type Words = FormWords & ReportWords;

/**
 * Write to the office that gives a service: a complaint, a suggestion, a question. No account; a receipt code, by which the
 * answer is read (`kinerja-receipt`).
 *
 * @summary The form by which citizens write to an office.
 * @tag kinerja-report-form
 * @fires {KinerjaLoadEvent} kinerja-load - The form is on the page.
 * @fires {KinerjaSubmitEvent} kinerja-submit - The citizen pressed send; cancelable.
 * @fires {KinerjaSuccessEvent} kinerja-success - The gateway has stored the report.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed, or a report could not be delivered.
 * @csspart mistakes - What has to be put right, with links.
 * @csspart parcel - A report on its way, or its receipt.
 */
export class ReportForm extends FeedbackForm<ReportedService, Words> {
  // The way to a receipt is told in the words of every form; su and jv have those in files of their own.
  static override readonly words: Readonly<Record<string, object>> = Object.fromEntries(
    Object.entries(reportWords).map(([language, own]) => [language, { ...FeedbackForm.words[language], ...own }]),
  );

  static override readonly styles = FeedbackForm.styles + feedbackFormStyles + reportFormStyles;

  static override readonly attributeRules = {
    kind: { pattern: /^(complaint|aspiration|information)?$/ },
    ...FeedbackForm.attributeRules,
  };

  /**
   * The one kind that this form takes: `complaint`, `aspiration` or `information`. The citizen chooses by default.
   * @attr kind
   */
  declare kind: string | null;

  protected override readonly isReport = true;

  protected readonly operation = new OperationController<ReportFormQuery, ReportFormQueryVariables, ReportedService>(
    this,
    {
      operation: ReportFormOperation,
      question: () => {
        const { address: gateway, service } = this;
        return gateway && service ? { gateway, variables: { service } } : null;
      },
      pick: ({ service }) => service,
    },
  );

  private draft: Draft = NO_DRAFT;

  protected override renderAnswer(service: ReportedService): TemplateResult {
    const { name, unit } = service;
    const { texts, isSent, kind } = this;
    const { tenant } = unit;
    return html`
      <p class="quiet">${tenant.name}</p>
      <h2>${kind ? kindNames[this.language][this.chosen ?? ''] : texts.title}</h2>
      <p>${name}, ${unit.name} ${tenant.sampleData ? badge(texts.sampleData) : ''}</p>
      ${this.renderParcels(service)} ${isSent ? this.renderWay() : this.renderForm()}
    `;
  }

  /** What the code is good for. */
  private renderWay(): TemplateResult {
    const { texts } = this;
    return html`
      <p>${texts.keep}</p>
      <p><a href=${`${this.address}tanda-terima`}>${texts.follow}</a></p>
    `;
  }

  private renderForm(): TemplateResult {
    const { texts, taken, chosen, mistakes, draft } = this;
    if (taken.length === 0) return html`<p>${texts.notTaken}</p><slot></slot>`;
    const left = commentLeft(draft.text);
    const promised = this.ratedService.reportKinds.find(({ kind }) => kind === chosen)?.answerWithin;
    return html`
      <p>${texts.intro}</p>
      <form novalidate @submit=${this.check}>
        ${this.renderMistakes()}
        ${taken.length > 1 ? this.renderKinds() : ''}
        <label for="comment">${chosen ? texts.questions[chosen] : texts.comment}</label>
        <p id="hint" class="quiet">${texts.hint(MOST)}</p>
        <p id="mistake" class="mistake">${mistakes['comment']}</p>
        <textarea
          id="comment"
          aria-required="true"
          aria-describedby="hint left mistake"
          aria-invalid=${!!mistakes['comment']}
          .value=${draft.text}
          @input=${(event: Event) => this.write({ ...this.draft, text: (event.target as HTMLTextAreaElement).value })}
        ></textarea>
        <p id="left" class=${left < 0 ? 'mistake' : 'quiet'}>${texts.commentLeft(left)}</p>
        ${promised ? html`<p>${texts.answerWithin(promised)}</p>` : ''}
        <button class="primary">${texts.send}</button>
      </form>
    `;
  }

  /** What has to be put right, with the way there as far as it is in this form. */
  private renderMistakes() {
    const { texts, mistakes } = this;
    const items = Object.entries(mistakes).map(([id, mistake]) => {
      const follow = (event: Event) => {
        event.preventDefault();
        this.focusOn(id);
      };
      return ['kind', 'comment'].includes(id) ? html`<a href="#${id}" @click=${follow}>${mistake}</a>` : mistake;
    });
    return notice('mistakes', texts.mistakes, items);
  }

  private renderKinds(): TemplateResult {
    const { texts, taken, chosen, mistakes } = this;
    const names = kindNames[this.language];
    return html`
      <fieldset id="kind" role="radiogroup" aria-required="true">
        <legend>${texts.kinds} <span class="mistake">${mistakes['kind']}</span></legend>
        <div class="grid">
        ${taken.map(
          (kind) => html`
            <label class="answer">
              <input
                type="radio"
                name="kind"
                .checked=${chosen === kind}
                @change=${() => this.write({ ...this.draft, kind })}
              />
              <span>${names[kind]}</span>
            </label>
          `,
        )}
        </div>
      </fieldset>
    `;
  }

  /** What this form and the region both take, in the order of the region. */
  private get taken(): readonly ReportKind[] {
    const wanted = REPORT_KINDS[this.kind as keyof typeof REPORT_KINDS];
    return this.ratedService.reportKinds.flatMap(({ kind }) => {
      const taken = Object.values(REPORT_KINDS).find((each) => each === kind);
      return taken && (!wanted || wanted === taken) ? [taken] : [];
    });
  }

  /** What is being written; where there is no choice, that. */
  private get chosen(): ReportKind | undefined {
    const { taken, draft } = this;
    return taken.length === 1 ? taken[0] : draft.kind;
  }

  private write(draft: Draft): void {
    this.draft = draft;
    this.mistakes = {};
    this.keepDraft();
    void this.requestUpdate();
  }

  private readonly check = (event: Event): void => {
    event.preventDefault();
    const { texts, chosen, draft } = this;
    const text = draft.text.trim();
    this.mistakes = {
      ...(!chosen && { kind: texts.chooseKind }),
      ...((!text || commentLeft(text) < 0) && { comment: texts.wrong(MOST) }),
    };
    if (Object.keys(this.mistakes).length > 0) this.focusOn('mistakes');
    else if (chosen)
      this.send({ kind: chosen, comment: text, questionnaireVersion: this.ratedService.questionnaire.version });
    void this.requestUpdate();
  };

  protected override open(): void {
    super.open();
    this.draft = NO_DRAFT;
  }

  restart(): void {
    this.open();
    this.keepDraft();
    this.focusOn('comment');
  }

  /** In this tab alone. */
  protected override keepDraft(): void {
    keepDraft(this.ratedService.id, this.isSent ? NO_DRAFT : this.draft);
  }

  protected override takeUpDraft(): void {
    this.draft = keptDraft(this.ratedService.id, this.taken);
  }

  protected override takeBack(): void {
    this.isSent = false;
    this.focusOn('comment');
  }
}
