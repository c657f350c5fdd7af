import { css } from '../toolkit.ts';

export const signInStyles: string = css`
  :host {
    margin: 1rem 0;
  }
  .mistake {
    color: var(--_danger);
  }
  p:empty {
    margin: 0;
  }
  button + p {
    margin: 0;
  }
`;
