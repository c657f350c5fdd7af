import { type SubmitFeedbackInput, SubmitFeedbackOperation } from '@kinerja/schema/operations';
import type { TemplateResult } from 'lit/html.js';
import { KinerjaErrorEvent, KinerjaSubmitEvent, KinerjaSuccessEvent } from './events.ts';
import { GatewayElement } from './gateway-element.ts';
import { type Mistakes, refusalMistakes } from './mistakes.ts';
import type { OperationState } from './operation-controller.ts';
import { discard, outboxParcels, type Parcel, send, watchOutbox } from './outbox.ts';
import { deliveryText, parcelNote } from './parcel-note.ts';
import { randomKey } from './random-key.ts';
import { type FormWords, formWords } from './rating-form/words.ts';

/** What a form knows of the service that it is about. */
interface FeedbackService {
  readonly id: string;
  readonly questionnaire: { readonly version: number };
  readonly unit: { readonly tenant: { readonly timeZone: string } };
}

/** A form whose words go to the gateway by the outbox of the device: nothing that was sent is lost, and it counts once. */
export abstract class FeedbackForm<Service extends FeedbackService, Words extends FormWords> extends GatewayElement<
  Service,
  Words
> {
  static override readonly words: Readonly<Record<string, object>> = formWords;

  static readonly formAssociated = true;

  static override readonly attributeRules = {
    service: { pattern: /^service_[\w-]+$/, vital: true },
    siteKey: { pattern: /^[\w.~-]+$/ },
    place: { pattern: /^/ },
    ...GatewayElement.attributeRules,
  };

  /**
   * Global id of the service that it is about. Required.
   * @attr service
   */
  declare service: string | null;
  /**
   * Public key of the embedding site. None by default: what is sent counts as unverified.
   * @attr site-key
   */
  declare siteKey: string | null;
  /**
   * Counter or room where the form stands, as on its poster. None by default.
   * @attr place
   */
  declare place: string | null;

  /**
   * `kiosk` where others use the same screen.
   * @internal
   */
  declare mode: string | null;

  /** It sends reports, and no ratings. */
  declare protected readonly isReport?: boolean;
  /** What it is about, from the first answer of the gateway on. */
  declare protected ratedService: Service;
  /** What was sent is with the outbox. */
  declare protected isSent: boolean;
  declare protected mistakes: Mistakes;
  declare private submissionKey: string;
  /** Takes part in a form around the element, where browsers have that: its value is the receipt code. */
  private readonly internals = this.attachInternals?.();
  private unwatch?: () => void;

  /** Shows what was sent again, to be changed. */
  protected abstract takeBack(): void;
  /** So that a reload loses nothing. */
  protected abstract keepDraft(): void;
  protected abstract takeUpDraft(): void;
  /** Starts anew, and forgets what was given. */
  abstract restart(): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = watchOutbox((parcel) => this.follow(parcel));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
  }

  override settled(state: OperationState<Service>): void {
    const { ratedService: rated } = this;
    const { answer } = state;
    if (answer) {
      this.ratedService = answer;
      // Another language of the same questions keeps what was given so far.
      if (rated?.id !== answer.id || rated.questionnaire.version !== answer.questionnaire.version) {
        this.open();
        this.takeUpDraft();
      }
    }
    super.settled(state);
  }

  /**
   * The browser, when the form around the element is reset.
   * @internal
   */
  formResetCallback(): void {
    if (this.ratedService) this.restart();
  }

  /** A new form, and with it a new key: however often it is sent, it counts once. */
  protected open(): void {
    this.internals?.setFormValue?.(null);
    this.submissionKey = randomKey();
    this.mistakes = {};
    this.isSent = false;
  }

  /** Sends what was said: the payload stays the same to the byte however often it is sent. */
  protected send(said: Omit<SubmitFeedbackInput, 'submissionKey' | 'serviceId'>): void {
    const { address: gateway, siteKey, place, submissionKey: key } = this;
    const input: SubmitFeedbackInput = {
      submissionKey: key,
      serviceId: this.ratedService.id,
      ...said,
      siteKey: siteKey || undefined,
      place: place || undefined,
      submittedAt: new Date().toISOString(),
    };
    if (!gateway || !this.dispatchEvent(new KinerjaSubmitEvent(input))) return;
    this.isSent = true;
    this.keepDraft();
    void send({ key, gateway, siteKey, operation: SubmitFeedbackOperation, input, createdAt: Date.now(), attempt: 0 });
    this.focusOn(key);
  }

  /** What is on its way, or has arrived. */
  protected renderParcels({ unit }: Service): readonly TemplateResult[] {
    return outboxParcels()
      .filter(
        (parcel) =>
          this.isMine(parcel) &&
          parcel.submission.gateway === this.address &&
          // Nobody sees what others have sent from a shared screen.
          (this.isOwn(parcel) ? this.isSent : !this.mode),
      )
      .map((parcel) =>
        parcelNote(parcel, {
          texts: this.texts,
          timeZone: unit.tenant.timeZone,
          copy: () => this.copy(),
          discard: () => this.discard(parcel),
          change: this.isOwn(parcel) && (() => this.takeBack()),
        }),
      );
  }

  private isMine({ submission: { input } }: Parcel): boolean {
    return input.serviceId === this.ratedService?.id && !input.kind === !this.isReport;
  }

  private isOwn({ submission }: Parcel): boolean {
    return submission.key === this.submissionKey;
  }

  /** What the outbox says goes to the page; what is refused, back to the citizen. */
  private follow(parcel?: Parcel): void {
    void this.requestUpdate();
    if (!parcel || !this.isMine(parcel)) return;
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
    this.root.querySelector<HTMLTextAreaElement>('[readonly]')?.select();
    // Deprecated, and the one way that works on plain http too.
    document.execCommand('copy');
    this.announce(this.texts.copied);
  }
}
