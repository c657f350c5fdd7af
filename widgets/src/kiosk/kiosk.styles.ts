import { css } from '../toolkit.ts';

/** `.kiosk` stands before the form in the document, and under it on the screen. */
export const kioskStyles: string = css`
  :host([mode='kiosk']) {
    display: flex;
    position: fixed;
    inset: 0;
    z-index: 2147483647;
    flex-direction: column;
    overflow: auto;
    overscroll-behavior: none;
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
    -webkit-tap-highlight-color: transparent;
  }
  :host([mode='kiosk']) .root {
    flex: 1 0 auto;
    width: 100%;
    max-width: none;
    padding: 0.75em max(1em, 50% - 24em) 0.25em;
    border: 0;
    border-radius: 0;
    font-size: 24px;
    font-size: clamp(24px, min(3.6vw, 2.3vh), 44px);
  }
  /* It would read aloud what becomes of other people's ratings. */
  :host([mode='kiosk']) .unseen[role] {
    display: none;
  }
  :host([mode='kiosk']) .root > h2 {
    font-size: 1em;
  }
  :host([mode='kiosk']) .root > h2,
  :host([mode='kiosk']) .root > p {
    margin-bottom: 0.25em;
  }
  :host([mode='kiosk']) .quiet,
  :host([mode='kiosk']) .badge {
    font-size: max(20px, 0.8em);
  }
  :host([mode='kiosk']) button,
  :host([mode='kiosk']) select,
  :host([mode='kiosk']) .answer span {
    min-height: max(64px, 2.75em);
  }
  :host([mode='kiosk']) .answer span {
    display: flex;
    align-items: center;
    margin: 0.375em 0;
  }
  :host([mode='kiosk']) [type='radio'] {
    top: calc(50% - 0.625em);
    font-size: inherit;
  }
  :host([mode='kiosk']) form {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
  }
  :host([mode='kiosk']) form > * {
    flex: 1 0 100%;
  }
  :host([mode='kiosk']) form > button {
    flex: 1 0 auto;
    margin: 0.25em 0;
  }
  :host([mode='kiosk']) form > .primary {
    flex-grow: 3;
    order: 1;
  }
  :host([mode='kiosk']) form h3 {
    margin-bottom: 0.25em;
  }
  :host([mode='kiosk']) dl {
    margin: 0 0 0.5em;
    font-size: max(20px, 0.85em);
    line-height: 1.3;
  }
  :host([mode='kiosk']) dd button {
    margin: 0;
    padding: 0 0.5em;
  }
  /* All of a page stands on the screen, down to the button that goes on. */
  @container (min-width: 24em) {
    :host([mode='kiosk']) dl,
    :host([mode='kiosk']) fieldset:not([part]) .grid {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 1em;
    }
  }
  @container (min-width: 40em) {
    :host([mode='kiosk']) dl {
      grid-template-columns: 1fr 1fr 1fr;
    }
    :host([mode='kiosk']) textarea {
      min-height: 3.5em;
      height: 3.5em;
    }
  }
  :host([mode='kiosk']) textarea {
    user-select: text;
    -webkit-user-select: text;
  }
  :host([mode='kiosk']) .kiosk {
    flex: none;
    order: 1;
    padding-top: 0;
    padding-bottom: 0;
  }
  :host([mode='kiosk']) .done {
    display: flex;
    flex: 1 0 auto;
    flex-direction: column;
  }
  :host([mode='kiosk']) .done ~ .root {
    display: none;
  }
  .kiosk section {
    margin: auto 0;
  }
  .kiosk section h2,
  dialog h2 {
    font-size: 1.75em;
  }
  .code {
    padding: 0.5em;
    border: 3px solid;
    border-radius: var(--_radius);
    font-size: 1.5em;
    font-weight: 700;
    letter-spacing: 0.05em;
    text-align: center;
  }
  :disabled {
    opacity: 0.7;
  }
  dialog:not([open]) {
    display: none;
  }
  dialog {
    position: fixed;
    inset: 0;
    width: min(26em, 100% - 2em);
    height: fit-content;
    margin: auto;
    padding: 1.5em;
    border: 3px solid var(--_primary);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 60%);
  }
  dialog button {
    width: 100%;
  }
`;
