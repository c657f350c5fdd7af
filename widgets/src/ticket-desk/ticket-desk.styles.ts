import { css } from '../toolkit.ts';

export const ticketDeskStyles: string = css`
  h3,
  h4,
  h5 {
    margin: 0 0 0.5em;
    line-height: 1.4;
  }
  h3 {
    font-size: 1.25em;
  }
  h4 {
    font-size: 1.0625em;
  }
  h5 {
    font-size: 1em;
  }
  a {
    display: inline-block;
    min-height: 1.5em;
    color: var(--_primary);
  }
  .places,
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
    margin: 0 0 1em;
  }
  .places {
    gap: 0 1.5em;
    border-bottom: 1px solid var(--_border);
  }
  .places a {
    padding: 0.5em 0;
    text-decoration: none;
    font-weight: 600;
  }
  .places [aria-current='page'] {
    border-bottom: 3px solid;
  }
  .filters button {
    margin-inline-end: 0;
    padding: 0.5em 0.75em;
    font-size: 0.875em;
  }
  [aria-pressed='true'] {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  .unit {
    display: block;
    max-width: 28em;
    margin-bottom: 0.5em;
  }
  label,
  summary,
  caption {
    font-weight: 600;
  }
  .hint,
  .mistake {
    margin: 0;
  }
  .mistake,
  .late .due,
  .late dd {
    color: var(--_danger);
    font-weight: 600;
  }
  .tickets,
  .thread {
    margin: 0 0 1em;
    padding: 0;
    list-style: none;
  }
  .tickets > li {
    display: grid;
    gap: 0.25em 1.5em;
    padding: 0.75em 0 0.75em 0.75em;
    border-top: 1px solid var(--_border);
    border-inline-start: 4px solid transparent;
  }
  .tickets .badge {
    margin-bottom: 0.25em;
  }
  .tickets > .late {
    border-inline-start-color: var(--_danger);
  }
  .facts {
    display: grid;
    gap: 0.5em 1.5em;
    margin: 0 0 1em;
  }
  dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  dd {
    margin: 0;
  }
  section {
    margin-top: 1em;
    padding-top: 1em;
    border-top: 1px solid var(--_border);
  }
  .said {
    margin: 0.5em 0;
    white-space: pre-line;
  }
  .citizen {
    padding: 0.75em 1em;
    border-inline-start: 3px solid var(--_muted);
    background: var(--_surface);
  }
  .thread > li {
    margin: 0 0 0.75em;
    padding: 0.25em 0.75em;
    border-inline-start: 3px solid var(--_border);
  }
  .thread > .OFFICE {
    border-color: var(--_primary);
  }
  .thread > .NOTE {
    border: 2px dashed var(--_muted);
    border-radius: var(--_radius);
  }
  .label {
    display: inline-block;
  }
  .label::first-letter {
    text-transform: uppercase;
  }
  .steps {
    padding: 1em;
    border: 2px solid var(--_primary);
    border-radius: var(--_radius);
  }
  .steps .step {
    border-top: 1px solid var(--_border);
  }
  .steps .step:first-of-type {
    border: 0;
  }
  summary {
    min-height: 2.75em;
    padding: 0.5em 0;
    color: var(--_primary);
    cursor: pointer;
  }
  .done {
    border-color: var(--_above);
  }
  .notice > :last-child {
    margin-bottom: 0;
  }
  .tables {
    display: grid;
    gap: 1.5em;
    margin-bottom: 1.5em;
  }
  button:disabled {
    opacity: 0.6;
    cursor: wait;
  }
  .number {
    white-space: nowrap;
  }
  .excerpt {
    margin: 0;
  }
  .excerpt:empty {
    display: none;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
    align-items: center;
    justify-content: space-between;
    margin: 0 0 0.5em;
  }
  .tables th {
    width: 62%;
  }
  @container (min-width: 34em) {
    .facts {
      grid-template-columns: 1fr 1fr;
    }
  }
  @container (min-width: 50em) {
    .tickets > li {
      grid-template-columns: 14em 13em 1fr 1fr;
    }
    .facts {
      grid-template-columns: 1fr 1fr 1fr;
    }
    .excerpt {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .tables {
      grid-template-columns: 1fr 1fr;
    }
  }
  @media print {
    .steps,
    .filters,
    .places {
      display: none;
    }
  }
`;
