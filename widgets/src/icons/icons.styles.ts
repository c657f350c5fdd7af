import { css } from '../toolkit.ts';

export const iconsStyles: string = css`
  :host([layout='icons']) [part='question'] .grid {
    grid-template-columns: 1fr 1fr;
  }
  :host([layout='icons']) .answer {
    display: flex;
  }
  :host([layout='icons']) .answer span {
    display: flex;
    flex-direction: column;
    align-items: center;
    min-height: 4em;
    padding: 0.75em 0.5em;
    font-size: 1.125em;
    text-align: center;
  }
  :host([layout='icons']) .answer [type='radio'] {
    inset-inline-start: 0.5em;
    top: 0.75em;
  }
  .face {
    width: min(5em, 70%);
    margin-bottom: 0.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  kinerja-speaker {
    display: block;
  }
  kinerja-speaker[hidden] {
    display: none;
  }
  kinerja-speaker svg {
    width: 1.5em;
    height: 1.5em;
    margin-inline-end: 0.5em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: middle;
  }
  @container (min-width: 40em) {
    :host([layout='icons']) [part='question'] .grid {
      grid-template-columns: repeat(auto-fit, minmax(7em, 1fr));
    }
  }
`;
