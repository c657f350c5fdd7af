import {
  RatingFormOperation,
  type RatingFormQuery,
  type RatingFormQueryVariables,
  SubmitFeedbackOperation,
} from '@kinerja/schema/operations';
import { html, type TemplateResult } from 'lit/html.js';
import { KinerjaErrorEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '../events.ts';
import { GatewayElement } from '../gateway-element.ts';
import { loadMember, noFile } from '../members.ts';
import { OperationController, type OperationState } from '../operation-controller.ts';
import { discard, outboxParcels, type Parcel, send, sendNow, watchOutbox } from '../outbox.ts';
import { badge, button } from '../parts.ts';
import { about } from './about.ts';
import {
  type Answers,
  type Field,
  fieldMistake,
  formFields,
  keepDraft,
  keptDraft,
  type Mistakes,
  type RatedService,
  randomKey,
  refusalMistakes,
  submissionInput,
} from './draft.ts';
import type { FormView, Icons } from './form-view.ts';
import { deliveryText, parcelNote } from './parcel-note.ts';
import { question } from './question.ts';
import { ratingFormStyles } from './rating-form.styles.ts';
import { mistakeList, review } from './review.ts';
import { type FormWords, formWords } from './words.ts';

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
export class RatingForm extends GatewayElement<RatedService, FormWords> {
  static override readonly words = formWords;

  static readonly formAssociated = true;

  static override readonly styles = GatewayElement.styles + ratingFormStyles;

  static override readonly attributeRules = {
    service: { pattern: /^service_[\w-]+$/, vital: true },
    siteKey: { pattern: /^[\w.~-]+$/ },
    layout: { pattern: /^(steps|all|icons)?$/ },
    mode: { pattern: /^(kiosk)?$/ },
    place: { pattern: /^/ },
    ...GatewayElement.attributeRules,
  };

  /**
   * Global id of the service to rate. Required.
   * @attr service
   */
  declare service: string | null;
  /**
   * Public key of the embedding site. None by default: the rating counts as unverified.
   * @attr site-key
   */
  declare siteKey: string | null;
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
  /**
   * Counter or room where the form stands, as on its poster. None by default.
   * @attr place
   */
  declare place: string | null;
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

  /** What is rated, from the first answer of the gateway on. */
  declare private rated: RatedService;
  private icons: Icons | undefined;
  /** Takes part in a form around the element, where browsers have that: its value is the receipt code. */
  private readonly internals = this.attachInternals?.();
  private submissionKey = '';
  private answers: Answers = {};
  private mistakes: Mistakes = {};
  /** From 0; after the questions comes the comment, and after that the review. */
  private page = 0;
  /** Came from the review to change one answer, and goes straight back to it. */
  private isChanging = false;
  /** The answers are with the outbox. */
  private isSent = false;
  private unwatch?: () => void;

  override attributeChangedCallback(name: string): void {
    super.attributeChangedCallback(name);
    if (name === 'layout') this.page = 0;
    this.loadMembers();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watchOutbox((parcel) => this.follow(parcel));
    this.loadMembers();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
  }

  private loadMembers(): void {
    if (this.mode) loadMember<Kiosk>('kiosk').then(({ takeOver }) => takeOver(this), noFile);
    if (this.layout === 'icons')
      loadMember<Icons>('icons').then((icons) => {
        this.icons = icons;
        void this.requestUpdate();
      }, noFile);
  }

  override settled(state: OperationState<RatedService>): void {
    const { rated } = this;
    const { answer } = state;
    if (answer) {
      this.rated = answer;
      // Another language of the same questions keeps the answers given so far.
      if (rated?.id !== answer.id || rated.questionnaire.version !== answer.questionnaire.version) {
        this.open();
        if (!this.mode) this.answers = keptDraft(answer, this.fields);
      }
    }
    super.settled(state);
  }

  protected override renderAnswer({ id, name, unit, questionnaire }: RatedService): TemplateResult {
    const { texts, isSent } = this;
    const { tenant } = unit;
    const parcels = outboxParcels().filter(
      (parcel) =>
        parcel.submission.input.serviceId === id &&
        parcel.submission.gateway === this.address &&
        // At a counter nobody sees what others have sent.
        (this.isOwn(parcel) ? isSent : !this.mode),
    );
    return html`
      <p class="quiet">${tenant.name}</p>
      <h2>${questionnaire.title}</h2>
      <p>${name}, ${unit.name} ${tenant.sampleData ? badge(texts.sampleData) : ''}</p>
      ${parcels.map((parcel) =>
        parcelNote(parcel, {
          texts,
          timeZone: tenant.timeZone,
          copy: () => this.copy(),
          sendNow: () => sendNow(parcel),
          discard: () => this.discard(parcel),
          change: this.isOwn(parcel) && (() => this.goTo(this.reviewPage)),
        }),
      )}
      ${isSent ? '' : this.renderForm()}
    `;
  }

  private renderForm(): TemplateResult {
    const { texts, fields, page, reviewPage, isChanging } = this;
    const { length } = this.rated.questionnaire.elements;
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
      go: (field) => this.goToField(field),
      icons: this.icons,
    };
    const isReview = page === reviewPage;
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
        ${page > 0 && !isChanging ? button(texts.back, () => this.goTo(page - 1)) : ''}
      </form>
    `;
  }

  private get fields(): readonly Field[] {
    return formFields(this.rated.questionnaire, this.texts);
  }

  private get reviewPage(): number {
    return this.layout === 'all' ? 1 : this.rated.questionnaire.elements.length + 1;
  }

  /** From 0, one for each question; everything is on the first one when it is shown at once. */
  private pageOf({ id }: Field): number {
    const index = this.fields.findIndex((field) => field.id === id);
    return Math.min(index, this.reviewPage - 1);
  }

  private isOwn({ submission }: Parcel): boolean {
    return submission.key === this.submissionKey;
  }

  /** A new form, and with it a new key: however often it is sent, it counts once. */
  private open(): void {
    this.internals?.setFormValue?.(null);
    this.submissionKey = randomKey();
    this.answers = this.mistakes = {};
    this.page = 0;
    this.isSent = this.isChanging = false;
  }

  /** Starts anew, and forgets the answers that were given. */
  restart(): void {
    this.open();
    this.keepDraft();
    this.goTo(0);
  }

  /**
   * The browser, when the form around the element is reset.
   * @internal
   */
  formResetCallback(): void {
    if (this.operation.state.answer) this.restart();
  }

  /** So that a reload loses nothing; for this tab alone, and never at a counter, where the next visitor would see it. */
  private keepDraft(): void {
    if (!this.mode) keepDraft(this.rated, this.isSent ? {} : this.answers);
  }

  private goTo(page: number): void {
    this.page = page;
    this.isSent = this.isChanging = false;
    this.focusOn(page === this.reviewPage ? 'review' : this.fields[page]?.id);
  }

  private goToField(field: Field): void {
    this.isChanging = this.page === this.reviewPage;
    this.page = this.pageOf(field);
    this.focusOn(field.id);
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
    if (mistakes.length > 0) this.focusOn('mistakes');
    else if (page === reviewPage) this.send();
    else this.goTo(this.isChanging ? reviewPage : page + 1);
  }

  private send(): void {
    const { address: gateway, siteKey, submissionKey: key, deviceToken, place } = this;
    const input = submissionInput(this.rated, this.answers, { submissionKey: key, siteKey, deviceToken, place });
    if (!gateway || !this.dispatchEvent(new KinerjaSubmitEvent(input))) return;
    this.isSent = true;
    this.keepDraft();
    void send({ key, gateway, siteKey, operation: SubmitFeedbackOperation, input, createdAt: Date.now(), attempt: 0 });
    this.focusOn(key);
  }

  /** What the outbox says of a rating of this service goes to the page; a refused one back to the citizen. */
  private follow(parcel?: Parcel): void {
    void this.requestUpdate();
    if (!parcel || parcel.submission.input.serviceId !== this.operation.state.answer?.id) return;
    const { receipt, failure, refusal } = parcel.delivery;
    const isOwn = this.isOwn(parcel);
    // At a counter it is the next citizen who would hear of it.
    if (isOwn || !this.mode) this.announce(deliveryText(parcel.delivery, this.texts));
    if (refusal && this.isSent && isOwn) {
      this.isSent = false;
      this.mistakes = refusalMistakes(refusal, parcel.submission.input);
      this.focusOn('mistakes');
    }
    if (receipt) {
      if (isOwn) this.internals?.setFormValue?.(receipt.code);
      this.dispatchEvent(new KinerjaSuccessEvent(receipt));
    }
    if (failure) this.dispatchEvent(new KinerjaErrorEvent(failure));
  }

  private discard(parcel: Parcel): void {
    if (this.isOwn(parcel)) this.restart();
    discard(parcel.submission.key);
  }

  private copy(): void {
    this.shadowRoot?.querySelector<HTMLTextAreaElement>('[readonly]')?.select();
    // Deprecated, and the one way that works on plain http too.
    document.execCommand('copy');
    this.announce(this.texts.copied);
  }
}
