import { css } from '../toolkit.ts';

export const serviceTimeStyles: string = css`
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14em, 100%), 1fr));
    gap: 1em;
    margin: 0 0 0.75em;
  }
  dd {
    margin: 0;
  }
  dd span {
    display: block;
  }
  .figure {
    font-size: 1.75em;
    font-weight: 700;
    line-height: 1.3;
  }
  section {
    padding-top: 1em;
    border-top: 1px solid var(--_border);
  }
  table {
    table-layout: fixed;
  }
  caption {
    padding-top: 0;
  }
  thead th {
    font-size: 0.875em;
    font-weight: 400;
  }
  th {
    width: 46%;
  }
  th + th {
    width: 29%;
  }
  th:last-child {
    width: 25%;
  }
  svg {
    height: 12px;
    fill: var(--_primary);
  }
`;
