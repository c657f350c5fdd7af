import { css } from '../reactive-element.ts';

export const unitLeaderboardStyles: string = css`
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    width: 60%;
    padding: 0.5em 0;
    padding-inline-end: 0.5em;
    border-top: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
  }
  th {
    width: 40%;
  }
  caption {
    text-align: start;
  }
  .band {
    padding-top: 1.5em;
    border: 0;
    color: var(--_band);
    font-size: 1.125em;
  }
  tbody {
    --_band: var(--_primary);
  }
  .ABOVE {
    --_band: var(--_above);
  }
  .BELOW {
    --_band: var(--_below);
  }
  .UNBANDED {
    --_band: var(--_muted);
  }
  svg {
    display: block;
    width: 100%;
    height: 20px;
    stroke: var(--_muted);
  }
  .range {
    stroke: var(--_band);
    stroke-width: 7;
  }
  circle {
    fill: var(--_background);
    stroke: var(--_band);
    stroke-width: 3;
  }
`;
