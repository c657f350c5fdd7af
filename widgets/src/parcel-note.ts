import { html, type TemplateResult } from 'lit/html.js';
import { formatInstant, localesOf } from './locale/locale.ts';
import { type Delivery, type Parcel, sendNow } from './outbox.ts';
import { button } from './parts.ts';
import type { FormTexts } from './rating-form/words.ts';

/** How far it has come, in one sentence. */
export function deliveryText({ waiting, receipt, failure }: Delivery, texts: FormTexts): string {
  if (waiting) return `${texts[waiting.kept]}, ${texts[waiting.reason]}.`;
  return receipt ? texts.thanks : failure ? texts.notSent : texts.sending;
}

interface ParcelNoteOptions {
  readonly texts: FormTexts;
  readonly timeZone: string;
  readonly copy: () => void;
  readonly discard: () => void;
  /** Back to the form with these answers; only what was just given is still in it. */
  readonly change: (() => void) | false;
}

/** A feedback on its way, or its receipt; the one just given, or one that waited on the device. */
export function parcelNote(parcel: Parcel, options: ParcelNoteOptions): TemplateResult {
  const { submission, delivery } = parcel;
  const { texts, timeZone, copy, discard, change } = options;
  const retry = button(texts.retry, () => sendNow(parcel));
  const { waiting, receipt, failure } = delivery;
  return html`
    <div class="notice" id=${submission.key} part="parcel" tabindex="-1">
      <strong>${deliveryText(delivery, texts)}</strong>
      ${
        waiting
          ? html`<p>${texts.retryAt(new Date(waiting.until).toLocaleTimeString(localesOf(texts)))}</p>${retry}`
          : ''
      }
      ${
        failure
          ? html`
            <p>${failure.message} ${failure.status}</p>
            ${retry}${change ? button(texts.change, change) : ''}${button(texts.discard, discard)}
            <slot></slot>
          `
          : ''
      }
      ${
        receipt
          ? html`
            <label>${texts.receiptCode} <textarea readonly rows="2" .value=${receipt.code}></textarea></label>
            <p>${texts.receivedAt(formatInstant(receipt.receivedAt, texts, timeZone))}</p>
            ${button(texts.copy, copy)}${button(texts.again, discard)}
          `
          : ''
      }
    </div>
  `;
}
