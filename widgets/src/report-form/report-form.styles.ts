import { css } from '../toolkit.ts';

export const reportFormStyles: string = css`
  textarea {
    min-height: 9em;
  }
`;
