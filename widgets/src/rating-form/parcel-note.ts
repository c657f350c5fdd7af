import { html, type TemplateResult } from 'lit';
import type { Dictionary } from '../locale/id.ts';
import { formatInstant } from '../locale/locale.ts';
import type { Delivery, Parcel } from '../outbox.ts';

/** How far a rating has come, in one sentence. */
export function deliveryText(delivery: Delivery, texts: Dictionary): string {
  switch (delivery.at) {
    case 'sending':
      return texts.sending;
    case 'waiting':
      return `${texts.kept[delivery.kept]}, ${texts[delivery.waitingFor]}.`;
    case 'delivered':
      return texts.thanks;
    case 'failed':
      return texts.notSent;
  }
}

interface ParcelNoteOptions {
  readonly texts: Dictionary;
  readonly timeZone: string;
  readonly copied: boolean;
  readonly copy: (code: string) => void;
  readonly sendNow: () => void;
  readonly reopen: () => void;
  readonly discard: () => void;
}

/** A rating on its way, or its receipt; the one just given, or one that waited on the device. */
export function parcelNote({ submission, delivery }: Parcel, options: ParcelNoteOptions): TemplateResult {
  return html`
    <div class="parcel" id=${submission.key} part="parcel" tabindex="-1">
      <h3>${deliveryText(delivery, options.texts)}</h3>
      ${deliveryDetail(delivery, options)}
    </div>
  `;
}

const button = (text: string, click: () => void) => html`<button type="button" @click=${click}>${text}</button>`;

function deliveryDetail(delivery: Delivery, options: ParcelNoteOptions): TemplateResult | string {
  const { texts, timeZone, copied, copy, sendNow, reopen, discard } = options;
  switch (delivery.at) {
    case 'sending':
      return '';
    case 'waiting':
      return html`
        <p>${texts.retryAt(new Date(delivery.until).toLocaleTimeString(texts.code))}</p>
        ${button(texts.retry, sendNow)}
      `;
    case 'delivered':
      return html`
        <label>${texts.receiptCode} <input readonly .value=${delivery.receipt.code} /></label>
        <p class="quiet">${texts.receivedAt(formatInstant(delivery.receipt.receivedAt, texts, timeZone))}</p>
        ${button(copied ? texts.copied : texts.copy, () => copy(delivery.receipt.code))}${button(texts.again, discard)}
      `;
    case 'failed':
      return html`
        <p>${texts.failure[delivery.failure]} <span class="quiet">${delivery.message}</span></p>
        ${button(texts.retry, sendNow)}${button(texts.reopen, reopen)}${button(texts.discard, discard)}
        <slot></slot>
      `;
  }
}
