import { css } from '../reactive-element.ts';

/** `.root` forgets what the page hands down; only the tokens come through. */
export const base: string = css`
  :host {
    display: block;
    width: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    all: initial;
    display: block;
    position: relative;
    max-width: 60em;
    margin: 0 auto;
    padding: 1.25em;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
    font: 16px/1.5 var(--kinerja-font-family, system-ui, sans-serif);
    font-size: max(16px, 1rem);
    word-break: break-word;
    container-type: inline-size;
  }
  .root,
  .root * {
    box-sizing: border-box;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  .notice {
    margin: 0 0 0.75em;
    font-size: 1em;
    line-height: 1.4;
  }
  h2 {
    font-size: 1.25em;
  }
  :focus-visible {
    outline: 3px solid var(--_primary);
    outline-offset: 2px;
  }
  button,
  .badge,
  .notice {
    border: 1px solid;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  button {
    min-height: 2.75em;
    margin: 0.25em 0;
    margin-inline-end: 0.5em;
    padding: 0.5em 1.25em;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  input,
  select,
  textarea,
  .answer span {
    display: block;
    width: 100%;
    min-height: 2.75em;
    margin: 0.25em 0 0.5em;
    padding: 0.5em 1em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }
  button,
  .badge {
    font-weight: 600;
  }
  .primary {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .quiet {
    color: var(--_muted);
    font-weight: 400;
  }
  .quiet,
  .badge {
    font-size: 0.875em;
  }
  .badge {
    display: inline-block;
    padding: 0 0.75em;
  }
  .notice {
    padding: 0.75em 1em;
  }
  .notice .quiet,
  a {
    color: inherit;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption,
  th,
  td {
    padding: 0.5em 0;
    text-align: start;
    vertical-align: top;
  }
  th,
  td {
    width: 55%;
    padding-inline-end: 0.5em;
    border-top: 1px solid var(--_border);
  }
  th {
    width: 45%;
  }
  svg {
    display: block;
    width: 100%;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media print {
    button {
      display: none;
    }
  }
`;
