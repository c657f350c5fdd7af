import { css } from '../toolkit.ts';

export const appraisalDeskStyles: string = css`
  h4,
  h5 {
    margin: 0 0 0.5em;
    line-height: 1.4;
  }
  h4 {
    font-size: 1.0625em;
  }
  h5 {
    font-size: 1em;
  }
  section {
    margin-top: 1.5em;
    padding-top: 1em;
    border-top: 1px solid var(--_border);
  }
  ol,
  ul,
  dl {
    margin: 0 0 0.75em;
    padding-inline-start: 1.25em;
  }
  dl {
    padding: 0;
  }
  dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  dd {
    margin: 0 0 0.5em;
  }
  .components,
  .people,
  .quarters {
    padding: 0;
    list-style: none;
  }
  .components > li,
  .people > li {
    padding: 0.75em 0;
    border-top: 1px solid var(--_border);
  }
  .components > :first-child,
  .people > :first-child {
    border: 0;
  }
  .row,
  .people > li {
    display: flex;
    gap: 0 1em;
    align-items: baseline;
    justify-content: space-between;
  }
  .row {
    flex-wrap: wrap;
  }
  .people > li {
    align-items: center;
  }
  .verdict {
    margin: 1em 0;
    padding: 1em;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .verdict > p {
    margin: 0;
  }
  .predicate {
    font-size: 1.75em;
    font-weight: 700;
  }
  .pair {
    display: grid;
    gap: 0.5em 1.5em;
    margin: 1em 0 0;
  }
  .steps {
    padding: 1em;
    border: 2px solid var(--_primary);
    border-radius: var(--_radius);
  }
  .step {
    border-top: 1px solid var(--_border);
  }
  .step:first-of-type {
    border: 0;
  }
  summary {
    min-height: 2.75em;
    padding: 0.5em 0;
    color: var(--_primary);
    cursor: pointer;
  }
  summary > strong {
    display: inline-block;
    max-width: 90%;
    vertical-align: top;
  }
  summary > strong::first-letter {
    text-transform: uppercase;
  }
  .badge {
    margin-inline-end: 0.5em;
  }
  .pair .quiet,
  .weakest > li > .quiet {
    display: block;
  }
  summary .quiet {
    display: block;
    margin-inline-start: 1em;
  }
  .way {
    padding-inline-start: 1.5em;
  }
  .way li {
    padding: 0.25em 0;
  }
  .CURRENT {
    color: var(--_primary);
    font-weight: 700;
  }
  .AHEAD {
    color: var(--_muted);
  }
  .indicators {
    margin: 0.5em 0;
  }
  .indicators > li {
    margin-bottom: 0.5em;
  }
  svg {
    height: 10px;
    margin: 0.25em 0;
    stroke: var(--_muted);
  }
  .bar .range {
    stroke: var(--_primary);
    stroke-width: 6;
  }
  .UP {
    color: var(--_above);
  }
  .DOWN {
    color: var(--_below);
  }
  .thread {
    padding: 0;
    list-style: none;
  }
  .thread li {
    margin: 0.5em 0;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--_border);
  }
  th,
  td {
    width: auto;
    font-weight: 400;
  }
  thead th {
    border: 0;
    color: var(--_muted);
    font-size: 0.875em;
  }
  fieldset {
    min-width: 0;
    margin: 0 0 1em;
    padding: 0;
    border: 0;
  }
  legend,
  label {
    padding: 0;
    font-weight: 600;
  }
  label {
    display: block;
    position: relative;
  }
  .answer span {
    margin: 0.25em 0;
    padding-inline-start: 3em;
    cursor: pointer;
  }
  small {
    display: block;
  }
  [type='radio'] {
    position: absolute;
    min-height: 0;
    inset-inline-start: 1em;
    top: 0.9375em;
    width: 1.25em;
    height: 1.25em;
    margin: 0;
    accent-color: var(--_primary);
  }
  :checked + span {
    outline: 2px solid var(--_primary);
    background: var(--_surface);
  }
  .places {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5em;
  }
  [aria-pressed='true'] {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  button:disabled {
    opacity: 0.6;
    cursor: wait;
  }
  @container (min-width: 34em) {
    .grid,
    .pair,
    .halves {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 1.5em;
    }
  }
  @media print {
    .steps {
      display: none;
    }
  }
`;
