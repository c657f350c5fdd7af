/** The screen of the kiosk is at its beginning, and nothing of the last visitor is left: a good moment to load a page anew. */
export class KinerjaRestartEvent extends Event {
  constructor() {
    super('kinerja-restart', { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'kinerja-restart': KinerjaRestartEvent;
  }
}
