import type { SubmitFeedbackInput } from '@kinerja/schema/operations';
import type { GatewayError } from './gateway-error.ts';
import type { Receipt } from './outbox.ts';

const BUBBLES = { bubbles: true, composed: true };

/** The widget has its data and shows it. */
export class KinerjaLoadEvent extends Event {
  constructor() {
    super('kinerja-load', BUBBLES);
  }
}

/** The citizen pressed send. Cancel it to keep the rating from being stored and sent. */
export class KinerjaSubmitEvent extends Event {
  /** What will be sent, exactly. */
  readonly input: SubmitFeedbackInput;

  constructor(input: SubmitFeedbackInput) {
    super('kinerja-submit', { ...BUBBLES, cancelable: true });
    this.input = input;
  }
}

/** The gateway has stored the rating and given a receipt. */
export class KinerjaSuccessEvent extends Event {
  readonly receipt: Receipt;

  constructor(receipt: Receipt) {
    super('kinerja-success', BUBBLES);
    this.receipt = receipt;
  }
}

/** Loading failed, or a rating could not be delivered. The widget itself says so on the page. */
export class KinerjaErrorEvent extends Event {
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super('kinerja-error', BUBBLES);
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'kinerja-load': KinerjaLoadEvent;
    'kinerja-submit': KinerjaSubmitEvent;
    'kinerja-success': KinerjaSuccessEvent;
    'kinerja-error': KinerjaErrorEvent;
  }
}
