import { css } from './reactive-element.ts';

/** What every form looks like. */
export const feedbackFormStyles: string = css`
  fieldset {
    min-width: 0;
    margin: 0 0 1em;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-size: 1.125em;
  }
  legend,
  label,
  .mistake {
    font-weight: 600;
  }
  legend .quiet,
  label,
  .mistake {
    display: block;
    position: relative;
  }
  .grid {
    display: grid;
    gap: 0 1em;
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
    scroll-margin: 9em 0 4em;
  }
  :checked + span {
    outline: 2px solid var(--_primary);
    background: var(--_surface);
  }
  .mistake {
    color: var(--_danger);
  }
`;
