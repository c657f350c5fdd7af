import { css } from '../toolkit.ts';

export const indexBadgeStyles: string = css`
  .root {
    max-width: 20em;
    margin: 0;
  }
  p {
    margin: 0 0 0.25em;
  }
  .figure {
    margin-inline-end: 0.25em;
    font-size: 2.25em;
    font-weight: 700;
    line-height: 1.2;
  }
  a {
    display: inline-block;
    min-height: 44px;
    padding: 0.5em 0;
    color: var(--_primary);
  }
`;
