import { RatingFormOperation, SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { matches } from '../attributes.ts';
import { KinerjaErrorEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from '../events.ts';
import { GatewayElement } from '../gateway-element.ts';
import { GatewayError } from '../gateway-error.ts';
import { OperationController, type OperationState } from '../operation-controller.ts';
import { discard, outboxParcels, type Parcel, send, sendNow, watchOutbox } from '../outbox.ts';
import { about } from './about.ts';
import {
  type Draft,
  draftFields,
  draftMistakes,
  draftOf,
  type Mistakes,
  newDraft,
  type Questionnaire,
  type RatedService,
  refusalMistakes,
  scoreField,
  submissionInput,
} from './draft.ts';
import type { FormView } from './form-view.ts';
import { deliveryText, parcelNote } from './parcel-note.ts';
import { question } from './question.ts';
import { ratingFormStyles } from './rating-form.styles.ts';
import { mistakeList, review } from './review.ts';

/**
 * Rate a public service: the elements of its questionnaire, a comment, an optional profile, a review, a receipt.
 *
 * @tag kinerja-rating-form
 * @fires {KinerjaLoadEvent} kinerja-load - The questions are on the page.
 * @fires {KinerjaSubmitEvent} kinerja-submit - The citizen pressed send; cancelable.
 * @fires {KinerjaSuccessEvent} kinerja-success - The gateway has stored the rating.
 * @fires {KinerjaErrorEvent} kinerja-error - Loading failed, or a rating could not be delivered.
 * @csspart question - One question with its answers.
 * @csspart mistakes - What has to be put right, with links.
 * @csspart review - The list of answers before sending.
 * @csspart parcel - A rating on its way, or its receipt.
 */
export class RatingForm extends GatewayElement {
  static override styles = [...GatewayElement.styles, ratingFormStyles];

  static override properties: PropertyDeclarations = {
    service: { reflect: true },
    siteKey: { reflect: true, attribute: 'site-key' },
    layout: { reflect: true },
    _page: { state: true },
    _draft: { state: true },
    _mistakes: { state: true },
    _sent: { state: true },
    _copied: { state: true },
  };

  static override attributeRules = {
    service: { accepts: matches(/^service_[\w-]+$/), example: 'service_AbCd…', vital: true },
    siteKey: { accepts: matches(/^[\w.~-]+$/), example: 'pk_bandung' },
    layout: { accepts: matches(/^(steps|all)?$/), example: 'steps, all' },
    ...GatewayElement.attributeRules,
  };

  /** Global id of the service to rate. Required. */
  declare service: string | null;
  /** Public key of the embedding site. Without it a rating counts as unverified. */
  declare siteKey: string | null;
  /** One question at a time, `steps`, the default; or `all` at once. */
  declare layout: string | null;

  /** The page of the form, from 0; after the last one comes the review. */
  declare private _page: number;
  declare private _draft: Draft;
  declare private _mistakes: Mistakes;
  /** The draft is with the outbox. */
  declare private _sent: boolean;
  /** The receipt code has just been copied. */
  declare private _copied: boolean;

  /** Came from the review to change one answer, and goes straight back to it. */
  private changing = false;
  /** The questionnaire that the draft answers. */
  private opened = '';
  private unwatch?: () => void;

  private readonly form = new OperationController(this, {
    operation: RatingFormOperation,
    question: () =>
      this.address && this.service
        ? { gateway: this.address, variables: { service: this.service, lang: this.texts.code } }
        : null,
    pick: ({ service }) => service,
    settled: (state) => this.settled(state),
  });

  constructor() {
    super();
    this.service = this.siteKey = this.layout = null;
    this.open(newDraft());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watchOutbox((parcel) => this.follow(parcel));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('layout')) this._page = 0;
  }

  protected override settled(state: OperationState<RatedService>): void {
    if (state.at === 'done') {
      const { id, questionnaire } = state.answer;
      const opened = `${id} ${questionnaire.version}`;
      // Another language of the same questions keeps the answers given so far.
      if (opened !== this.opened) this.open(newDraft());
      this.opened = opened;
    }
    super.settled(state);
  }

  protected override renderContent(): TemplateResult {
    return this.renderOperation(this.form, (service) => this.renderService(service));
  }

  private renderService(service: RatedService): TemplateResult {
    const { texts } = this;
    const { name, unit, questionnaire } = service;
    const { tenant } = unit;
    return html`
      <p class="quiet">${tenant.name}</p>
      <h2 tabindex="-1">${questionnaire.title}</h2>
      <p>${name}, ${unit.name} ${tenant.sampleData ? html`<span class="badge">${texts.sampleData}</span>` : nothing}</p>
      ${this.parcels(service).map((parcel) =>
        parcelNote(parcel, {
          texts,
          timeZone: tenant.timeZone,
          copied: this._copied,
          copy: (code) => void this.copy(code),
          sendNow: () => sendNow(parcel),
          reopen: () => this.reopen(parcel, questionnaire),
          discard: () => this.discard(parcel),
        }),
      )}
      ${this._sent ? nothing : this.renderForm(service)}
    `;
  }

  private renderForm(service: RatedService): TemplateResult {
    const { texts, _page: page, _draft: draft, _mistakes: mistakes } = this;
    const { questionnaire } = service;
    const { elements } = questionnaire;
    const last = this.lastPage(questionnaire);
    const isHidden = (index: number) => this.layout !== 'all' && index !== page;
    const fields = draftFields(questionnaire, draft, texts);
    const view: FormView = {
      texts,
      draft,
      mistakes,
      change: (field, change) => this.change(field, change),
      go: (field) => this.goToField(field, questionnaire),
    };
    return html`
      <form novalidate @submit=${(event: Event) => this.goOn(event, service)}>
        ${mistakeList(view, fields)}
        ${
          page > last
            ? review(view, fields)
            : [
                elements.map((element, index) =>
                  question(view, element, texts.question(index + 1, elements.length), isHidden(index)),
                ),
                about(view, questionnaire, isHidden(elements.length)),
              ]
        }
        <button class="primary">${page > last ? texts.send : page === last || this.changing ? texts.review : texts.next}</button>
        ${
          page > 0 && !this.changing
            ? html`<button type="button" @click=${() => this.goTo(page - 1, questionnaire)}>${texts.back}</button>`
            : nothing
        }
      </form>
    `;
  }

  /** Ratings of this service on their way: the one just given, and those that waited on the device. */
  private parcels({ id }: RatedService): readonly Parcel[] {
    return outboxParcels().filter(
      ({ submission: { input, gateway, key } }) =>
        input.serviceId === id && gateway === this.address && (this._sent || key !== this._draft.submissionKey),
    );
  }

  /** The page with the comment; all fields are on it when they are all shown at once. */
  private lastPage({ elements }: Questionnaire): number {
    return this.layout === 'all' ? 0 : elements.length;
  }

  private pageOf(field: string, { elements }: Questionnaire): number {
    const index = elements.findIndex(({ key }) => scoreField(key) === field);
    return this.layout === 'all' ? 0 : index < 0 ? elements.length : index;
  }

  private open(draft: Draft): void {
    this._draft = draft;
    this._mistakes = {};
    this._page = 0;
    this._sent = this._copied = this.changing = false;
  }

  private change(field: string, change: Partial<Draft>): void {
    const { [field]: _, ...mistakes } = this._mistakes;
    this._mistakes = mistakes;
    this._draft = { ...this._draft, ...change };
  }

  private goTo(page: number, questionnaire: Questionnaire): void {
    const element = questionnaire.elements[page];
    this._page = page;
    this.changing = false;
    this.focusOnField(page > this.lastPage(questionnaire) ? 'review' : element ? scoreField(element.key) : 'about');
  }

  private goToField(field: string, questionnaire: Questionnaire): void {
    this.changing = this._page > this.lastPage(questionnaire);
    this._page = this.pageOf(field, questionnaire);
    this.focusOnField(field);
  }

  private goOn(event: Event, service: RatedService): void {
    event.preventDefault();
    const { questionnaire } = service;
    const { _page: page } = this;
    const last = this.lastPage(questionnaire);
    const mistakes = Object.entries(draftMistakes(questionnaire, this._draft, this.texts)).filter(
      ([field]) => page > last || this.pageOf(field, questionnaire) === page,
    );
    this._mistakes = Object.fromEntries(mistakes);
    if (mistakes.length > 0) this.focusOnField('mistakes');
    else if (page > last) this.send(service);
    else this.goTo(this.changing ? last + 1 : page + 1, questionnaire);
  }

  private send(service: RatedService): void {
    const { address: gateway, siteKey } = this;
    const input = submissionInput(this._draft, service, siteKey);
    if (!gateway || !this.dispatchEvent(new KinerjaSubmitEvent(input))) return;
    const key = input.submissionKey;
    this._sent = true;
    void send({ key, gateway, siteKey, operation: SubmitFeedbackOperation, input, createdAt: Date.now(), attempt: 0 });
    this.focusOnField(key);
  }

  /** What the outbox says of a rating of this service goes to the page; a refused one back to the citizen. */
  private follow(parcel?: Parcel): void {
    this.requestUpdate();
    const { state } = this.form;
    if (!parcel || state.at !== 'done' || parcel.submission.input.serviceId !== state.answer.id) return;
    const { submission, delivery } = parcel;
    this.announcement = deliveryText(delivery, this.texts);
    if (delivery.at === 'delivered') this.dispatchEvent(new KinerjaSuccessEvent(delivery.receipt));
    if (delivery.at !== 'failed') return;
    if (delivery.refusal && this._sent && submission.key === this._draft.submissionKey) {
      this._sent = false;
      this._mistakes = refusalMistakes(delivery.refusal, submission.input, this.texts);
      this.focusOnField('mistakes');
    }
    this.dispatchEvent(new KinerjaErrorEvent(new GatewayError(delivery.failure, delivery.message)));
  }

  /** Takes a rating that could not be delivered back into the form; its key stays, so that it cannot count twice. */
  private reopen({ submission: { input } }: Parcel, questionnaire: Questionnaire): void {
    this.open(draftOf(input));
    this.goTo(this.lastPage(questionnaire) + 1, questionnaire);
  }

  private discard({ submission: { key } }: Parcel): void {
    if (key === this._draft.submissionKey) this.open(newDraft());
    discard(key);
    this.focusOn('h2');
  }

  private async copy(code: string): Promise<void> {
    this.renderRoot.querySelector<HTMLInputElement>('[readonly]')?.select();
    try {
      await navigator.clipboard.writeText(code);
    } catch {
      // No clipboard on plain http, or not allowed: the selected field is copied the old way.
      document.execCommand('copy');
    }
    this._copied = true;
    this.announcement = this.texts.copied;
  }

  private focusOnField(field: string): void {
    void this.updateComplete.then(() => {
      const target = this.shadowRoot?.getElementById(field);
      const radio = target?.querySelector<HTMLElement>('input:checked') ?? target?.querySelector<HTMLElement>('input');
      (radio ?? target)?.focus();
    });
  }
}
