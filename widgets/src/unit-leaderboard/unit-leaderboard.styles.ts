import { css } from '../reactive-element.ts';

export const unitLeaderboardStyles: string = css`
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
    width: 60%;
    padding-inline-end: 0.5em;
    border-top: 1px solid var(--_border);
  }
  th {
    width: 40%;
  }
  .band {
    padding-top: 1.5em;
    border: 0;
    color: var(--_band);
  }
  tbody {
    --_band: var(--_muted);
  }
  .ABOVE {
    --_band: var(--_above);
  }
  .AROUND {
    --_band: var(--_primary);
  }
  .BELOW {
    --_band: var(--_danger);
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
