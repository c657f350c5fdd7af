import { RatingFormOperation, type RatingFormQuery, type RatingFormQueryVariables } from '@kinerja/schema/operations';
import { html, type TemplateResult } from 'lit/html.js';
import { feedbackFormStyles } from '../feedback-form.styles.ts';
import { FeedbackForm } from '../feedback-form.ts';
import { loadMember, noFile } from '../members.ts';
import { OperationController } from '../operation-controller.ts';
import { badge, button } from '../parts.ts';
import { about } from './about.ts';
import {
  type Answers,
  type Field,
  fieldMistake,
  formFields,
  keepDraft,
  keptDraft,
  type RatedService,
  ratingIn,
} from './draft.ts';
import type { FormView, Icons } from './form-view.ts';
import { question } from './question.ts';
import { ratingFormStyles } from './rating-form.styles.ts';
import { mistakeList, review } from './review.ts';
import type { FormWords } from './words.ts';

/** Runs a form at a counter; in a file of its own. */
export interface Kiosk {
  readonly takeOver: (form: RatingForm) => void;
}

/**
 * Rate a public service: the elements of its questionnaire, a comment, an optional profile, a review, a receipt.
 *
 * @summary The form by which citizens rate a service.
 * @tag kinerja-rating-form
 * @fires {KinerjaLoadEvent} kinerja-load - The questions are on the page.
 * @fires {KinerjaSubmitEvent} kinerja-submit - The citizen pressed send; cancelable.
 * @fires {KinerjaSuccessEvent} kinerja-success - The gateway has stored the rating.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed, or a rating could not be delivered.
 * @fires {KinerjaRestartEvent} kinerja-restart - In a kiosk: the screen is at its beginning, and nothing of the last visitor is left.
 * @csspart question - One question with its answers.
 * @csspart mistakes - What has to be put right, with links.
 * @csspart review - The list of answers before sending.
 * @csspart parcel - A rating on its way, or its receipt.
 * @csspart thanks - In a kiosk: what is said after the rating.
 * @csspart queue - In a kiosk: what waits to be sent, for the staff.
 */
export class RatingForm extends FeedbackForm<RatedService, FormWords> {
  static override readonly styles = FeedbackForm.styles + feedbackFormStyles + ratingFormStyles;

  static override readonly attributeRules = {
    layout: { pattern: /^(steps|all|icons)?$/ },
    mode: { pattern: /^(kiosk)?$/ },
    ...FeedbackForm.attributeRules,
  };

  /**
   * One question at a time, `steps`, the default; `all` at once; or `icons`: one at a time with large faces, read aloud.
   * @attr layout
   * @default 'steps'
   */
  declare layout: string | null;
  /**
   * `kiosk`: takes the whole screen of a counter and starts anew for each citizen; `idle-seconds` (45), `repeat-seconds` (5) and
   * `thanks-seconds` (20) beside it are its times. An ordinary form by default.
   * @attr mode
   */
  declare mode: string | null;
  /** Signed token of a registered device; its ratings are limited per device instead of per network. None by default. */
  deviceToken: string | null = null;

  readonly operation = new OperationController<RatingFormQuery, RatingFormQueryVariables, RatedService>(this, {
    operation: RatingFormOperation,
    question: () => {
      const { address: gateway, service, language: lang } = this;
      return gateway && service ? { gateway, variables: { service, lang } } : null;
    },
    pick: ({ service }) => service,
  });

  private icons: Icons | undefined;
  // These begin when the form opens, which is before anything of it is drawn.
  declare private answers: Answers;
  /** From 0; after the questions comes the comment, and after that the review. */
  declare private page: number;
  /** Came from the review to change one answer, and goes straight back to it. */
  declare private isChanging: boolean;

  override attributeChangedCallback(name: string): void {
    super.attributeChangedCallback(name);
    if (name === 'layout') this.page = 0;
    this.loadMembers();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.loadMembers();
  }

  private loadMembers(): void {
    if (this.mode) loadMember<Kiosk>('kiosk').then(({ takeOver }) => takeOver(this), noFile);
    if (this.layout === 'icons')
      loadMember<Icons>('icons').then((icons) => {
        this.icons = icons;
        void this.requestUpdate();
      }, noFile);
  }

  protected override renderAnswer(service: RatedService): TemplateResult {
    const { name, unit, questionnaire } = service;
    const { texts, isSent } = this;
    const { tenant } = unit;
    return html`
      <p class="quiet">${tenant.name}</p>
      <h2>${questionnaire.title}</h2>
      <p>${name}, ${unit.name} ${tenant.sampleData ? badge(texts.sampleData) : ''}</p>
      ${this.renderParcels(service)}
      ${isSent ? '' : this.renderForm()}
    `;
  }

  private renderForm(): TemplateResult {
    const { texts, fields, page, reviewPage, isChanging } = this;
    const { length } = this.ratedService.questionnaire.elements;
    const isReview = page === reviewPage;
    const view: FormView = {
      texts,
      answers: this.answers,
      mistakes: this.mistakes,
      answer: (id, value) => {
        this.answers = { ...this.answers, [id]: value };
        this.mistakes = { ...this.mistakes, [id]: '' };
        // After the paint that shows the choice: a slow phone answers the finger first.
        setTimeout(() => {
          this.keepDraft();
          void this.requestUpdate();
        });
      },
      go: (field) => {
        this.isChanging = isReview;
        this.page = this.pageOf(field);
        this.focusOn(field.id);
      },
      icons: this.icons,
    };
    const parts = fields
      .slice(0, length)
      .map((field, index) => question(view, field, texts.question(index + 1, length)));
    parts.push(about(view, fields.slice(length)));
    return html`
      <form novalidate @submit=${this.goOn}>
        ${mistakeList(view, fields)}
        ${
          isReview
            ? review(view, fields)
            : parts.map((part, index) => (this.layout === 'all' || index === page ? part : ''))
        }
        <button class="primary">
          ${isReview ? texts.send : isChanging || page === reviewPage - 1 ? texts.review : texts.next}
        </button>
        ${page && !isChanging ? button(texts.back, () => this.goTo(page - 1)) : ''}
      </form>
    `;
  }

  private get fields(): readonly Field[] {
    return formFields(this.ratedService.questionnaire, this.texts);
  }

  private get reviewPage(): number {
    return this.layout === 'all' ? 1 : this.ratedService.questionnaire.elements.length + 1;
  }

  /** From 0, one for each question; everything is on the first one when it is shown at once. */
  private pageOf({ id }: Field): number {
    const index = this.fields.findIndex((field) => field.id === id);
    return Math.min(index, this.reviewPage - 1);
  }

  protected override open(): void {
    super.open();
    this.answers = {};
    this.page = 0;
    this.isChanging = false;
  }

  restart(): void {
    this.open();
    this.keepDraft();
    this.goTo(0);
  }

  /** So that a reload loses nothing; for this tab alone, and never at a counter, where the next visitor would see it. */
  protected override keepDraft(): void {
    if (!this.mode) keepDraft(this.ratedService, this.isSent ? {} : this.answers);
  }

  private goTo(page: number): void {
    this.page = page;
    this.isSent = this.isChanging = false;
    this.focusOn(page === this.reviewPage ? 'review' : this.fields[page]?.id);
  }

  private goOn(event: Event): void {
    event.preventDefault();
    const { page, reviewPage } = this;
    const here = this.fields.filter((field) => page === reviewPage || this.pageOf(field) === page);
    const mistakes = here.flatMap((field) => {
      const mistake = fieldMistake(field, this.answers, this.texts);
      return mistake ? [[field.id, mistake]] : [];
    });
    this.mistakes = Object.fromEntries(mistakes);
    if (mistakes[0]) this.focusOn('mistakes');
    else if (page === reviewPage)
      this.send({ ...ratingIn(this.ratedService, this.answers), deviceToken: this.deviceToken || undefined });
    else this.goTo(this.isChanging ? reviewPage : page + 1);
  }

  protected override takeUpDraft(): void {
    if (!this.mode) this.answers = keptDraft(this.ratedService, this.fields);
  }

  protected override takeBack(): void {
    this.goTo(this.reviewPage);
  }
}
