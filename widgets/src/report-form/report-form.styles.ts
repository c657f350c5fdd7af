import { css } from '../toolkit.ts';

export const reportFormStyles: string = css`
  fieldset {
    min-width: 0;
    margin: 0 0 1em;
    padding: 0;
    border: 0;
  }
  legend,
  label,
  .mistake {
    display: block;
    padding: 0;
    font-weight: 600;
  }
  .grid {
    display: grid;
  }
  .answer {
    position: relative;
  }
  .answer span {
    padding-inline-start: 3em;
  }
  [type='radio'] {
    accent-color: var(--_primary);
    position: absolute;
    inset-inline-start: 1em;
    top: 1em;
    width: 1.25em;
    height: 1.25em;
    min-height: 0;
    margin: 0;
  }
  :checked + span {
    outline: 2px solid var(--_primary);
    background: var(--_surface);
  }
  .mistake {
    color: var(--_danger);
  }
`;
