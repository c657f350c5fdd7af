import { css } from '../reactive-element.ts';

export const scorecardStyles: string = css`
  h4 {
    margin: 0 0 0.5em;
    font-size: 1em;
  }
  section {
    margin-top: 1em;
    padding-top: 1em;
    border-top: 1px solid var(--_border);
  }
  .components,
  .quarters {
    padding: 0;
    list-style: none;
  }
  .components > li {
    padding: 0.5em 0;
  }
  .verdict {
    padding: 1em;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .figure {
    margin: 0;
    font-size: 1.75em;
    font-weight: 700;
  }
  summary {
    min-height: 2.75em;
    padding: 0.5em 0;
    color: var(--_primary);
    cursor: pointer;
  }
  svg {
    display: block;
    width: 100%;
    height: 60px;
    fill: var(--_primary);
  }
  .counts {
    height: 16px;
    stroke: var(--_background);
    fill: var(--_above);
  }
  .answer-1,
  .answer-2 {
    fill: var(--_below);
  }
  .answer-2,
  .answer-3 {
    fill-opacity: 0.5;
  }
  .quarters {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(7.5em, 1fr));
    gap: 1em;
  }
`;
