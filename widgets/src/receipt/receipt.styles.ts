import { css } from '../toolkit.ts';

export const receiptStyles: string = css`
  label,
  dt {
    font-weight: 600;
  }
  input {
    display: block;
    width: 100%;
    min-height: 44px;
    margin: 0.25em 0 0.75em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_background);
    color: var(--_text);
    font: inherit;
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
