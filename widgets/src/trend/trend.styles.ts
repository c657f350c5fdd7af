import { css } from '../toolkit.ts';

export const trendStyles: string = css`
  svg {
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
  th,
  td {
    width: auto;
  }
`;
