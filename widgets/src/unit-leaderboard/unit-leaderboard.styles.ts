import { css } from '../reactive-element.ts';

export const unitLeaderboardStyles: string = css`
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
