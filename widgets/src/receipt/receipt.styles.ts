import { css } from '../toolkit.ts';

export const receiptStyles: string = css`
  label,
  dt {
    font-weight: 600;
  }
  input {
    letter-spacing: 0.05em;
  }
  .mistake {
    margin: 0;
    color: var(--_danger);
    font-weight: 600;
  }
  dl,
  dd {
    margin: 0 0 0.75em;
  }
`;
