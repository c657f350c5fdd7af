import { css } from 'lit';

export const ratingFormStyles = css`
  fieldset {
    min-width: 0;
    margin: 0 0 1.5em;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-size: 1.125em;
  }
  legend,
  label {
    font-weight: 600;
  }
  legend .quiet {
    display: block;
  }
  label {
    display: block;
    margin-bottom: 0.75em;
  }
  .grid {
    display: grid;
    gap: 0 1em;
  }
  .answer {
    display: flex;
    align-items: center;
    gap: 0.75em;
    min-height: 3em;
    margin: 0.5em 0 0;
    padding: 0.5em 1em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    font-weight: 400;
    cursor: pointer;
  }
  .answer:hover,
  .chosen {
    background: var(--_surface);
  }
  .chosen {
    border-color: var(--_primary);
    box-shadow: inset 0 0 0 1px var(--_primary);
  }
  [type='radio'] {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    margin: 0;
    accent-color: var(--_primary);
    scroll-margin: 9em 0 4em;
  }
  textarea,
  select,
  [readonly] {
    display: block;
    width: 100%;
    min-height: 2.75em;
    margin: 0.25em 0;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_background);
    color: inherit;
    font: inherit;
  }
  .mistake {
    display: block;
    color: var(--_danger);
    font-size: 1rem;
    font-weight: 600;
  }
  .parcel {
    margin: 0 0 1em;
    padding: 1em;
    border: 1px solid;
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  dl {
    margin: 0;
  }
  dl > div {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    padding: 0.25em 0;
    border-bottom: 1px solid var(--_border);
  }
  dt {
    color: var(--_muted);
    font-size: 0.875em;
  }
  dd {
    margin: 0;
  }
  dd:last-child {
    grid-area: 1 / 2 / 3;
  }
  .link {
    padding: 0.5em;
    border: 0;
    color: var(--_primary);
    text-decoration: underline;
  }
  @container (min-width: 34em) {
    .grid {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
