import { css } from '../toolkit.ts';

export const receiptStyles: string = css`
  h3 {
    margin-top: 1.5em;
  }
  label,
  legend,
  dt,
  summary {
    font-weight: 600;
  }
  #code {
    letter-spacing: 0.05em;
  }
  .mistake {
    margin: 0;
    color: var(--_danger);
    font-weight: 600;
  }
  dl,
  dd,
  fieldset,
  ol,
  li,
  details {
    margin: 0 0 0.75em;
  }
  fieldset,
  legend,
  ol {
    min-width: 0;
    padding: 0;
    border: 0;
    list-style: none;
  }
  .state {
    display: block;
    margin: 0 0 0.25em;
    font-size: 1.25em;
  }
  .notice > :last-child {
    margin: 0;
  }
  li {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_border);
  }
  .OFFICE {
    border-color: var(--_primary);
  }
  .label::first-letter {
    text-transform: uppercase;
  }
  .label {
    display: block;
  }
  .said {
    margin: 0.25em 0 0;
    white-space: pre-line;
  }
  [aria-pressed='true'] {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  summary {
    min-height: 2.75em;
    padding: 0.5em 0;
    cursor: pointer;
  }
`;
