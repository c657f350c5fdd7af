import { css } from '../toolkit.ts';

export const trendStyles: string = css`
  svg {
    display: block;
    width: 100%;
    height: 80px;
    border-bottom: 1px solid var(--_border);
    stroke: var(--_primary);
    stroke-width: 2;
  }
  circle {
    fill: var(--_background);
  }
  summary {
    min-height: 44px;
    padding: 0.75em 0;
    cursor: pointer;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.5em 0.5em 0.5em 0;
    border-top: 1px solid var(--_border);
    text-align: start;
  }
`;
