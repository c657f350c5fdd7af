import { css } from '../toolkit.ts';

export const reportFormStyles: string = css`
  #comment {
    min-height: 9em;
  }
`;
