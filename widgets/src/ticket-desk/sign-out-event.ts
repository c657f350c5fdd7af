/** The person signs out, where the desk itself offers it: whoever gave it tokens ends its session, too. */
export class KinerjaSignOutEvent extends Event {
  constructor() {
    super('kinerja-sign-out', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kinerja-sign-out': KinerjaSignOutEvent;
  }
}
