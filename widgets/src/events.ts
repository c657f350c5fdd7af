import type { SubmitFeedbackInput } from '@kinerja/schema/operations';
import type { GatewayError } from './gateway-error.ts';
import type { Receipt } from './outbox.ts';

/** What all events have: they bubble, and leave the shadow tree. */
abstract class KinerjaEvent extends Event {
  constructor(name: string, cancelable = false) {
    super(`kinerja-${name}`, { bubbles: true, composed: true, cancelable });
  }
}

/** The widget has its data and shows it. */
export class KinerjaLoadEvent extends KinerjaEvent {
  constructor() {
    super('load');
  }
}

/** The citizen pressed send. Cancel it to keep the rating from being stored and sent. */
export class KinerjaSubmitEvent extends KinerjaEvent {
  /** What will be sent, exactly. */
  readonly input: SubmitFeedbackInput;

  constructor(input: SubmitFeedbackInput) {
    super('submit', true);
    this.input = input;
  }
}

/** The gateway has stored the rating and given a receipt. */
export class KinerjaSuccessEvent extends KinerjaEvent {
  /** Its code is what the citizen keeps. */
  readonly receipt: Receipt;

  constructor(receipt: Receipt) {
    super('success');
    this.receipt = receipt;
  }
}

/** Loading failed, or a rating could not be delivered. The widget itself says so on the page. */
export class KinerjaErrorEvent extends KinerjaEvent {
  /** Why, and what the gateway said. */
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super('error');
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
