import { css } from '../reactive-element.ts';

export const scorecardStyles: string = css`
  section {
    padding-top: 1em;
    border-top: 1px solid var(--_border);
  }
  .figure {
    margin: 0;
    font-size: 1.75em;
    font-weight: 600;
  }
  summary {
    padding: 0.75em 0;
    cursor: pointer;
  }
  li {
    margin-bottom: 0.5em;
  }
  svg {
    height: 16px;
    fill: var(--_primary);
  }
  .counts {
    stroke: var(--_background);
    fill: var(--_above);
  }
  .answer-1,
  .answer-2 {
    fill: var(--_danger);
  }
  .answer-2,
  .answer-3 {
    fill-opacity: 0.5;
  }
`;
