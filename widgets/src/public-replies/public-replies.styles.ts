import { css } from '../toolkit.ts';

export const publicRepliesStyles: string = css`
  ul {
    padding: 0;
    list-style: none;
  }
  li {
    padding: 1em 0 0;
    border-top: 1px solid var(--_border);
  }
  h3 {
    margin-top: 1.5em;
  }
  .weak li {
    padding: 0.5em 0;
  }
  .done {
    padding-inline-start: 0.75em;
    border-inline-start: 4px solid var(--_primary);
  }
`;
