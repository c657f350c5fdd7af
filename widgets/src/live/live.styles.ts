import { css } from '../toolkit.ts';

/** The layer stands before the board in the document, and under it on the page. Letters of the screen are read from four metres. */
export const liveStyles: string = css`
  :host([mode]) {
    display: flex;
    flex-direction: column;
  }
  [hidden] {
    display: none;
  }
  .root {
    width: 100%;
  }
  .live {
    order: 1;
    padding: 0.25em 0;
    border: 0;
    background: none;
  }
  .live[hidden] {
    display: none;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
  }
  .live p {
    margin: 0;
  }
  @media print {
    .live {
      display: none;
    }
  }
  :host([mode='tv']) {
    position: fixed;
    inset: 0;
    z-index: 2147483647;
  }
  .tv,
  .tv ~ .root {
    max-width: none;
    padding: 0.5em 1.25em;
    border: 0;
    border-radius: 0;
    background: var(--_background);
    font-size: 18px;
    font-size: clamp(18px, min(2.2vw, 3.9vh), 120px);
    line-height: 1.3;
  }
  .tv ~ .root {
    flex: 1 1 0;
    min-height: 0;
    overflow: auto;
  }
  .tv {
    flex: none;
    padding-top: 0;
  }
  .still,
  .still ~ .root,
  .still button {
    cursor: none;
  }
  .tv ~ .root > *,
  .tv ~ .root ul {
    margin-top: 0;
    margin-bottom: 0;
  }
  .tv ~ .root > h2,
  .tv ~ .root > p,
  .tv ~ .root > h3 {
    padding-bottom: 0.3em;
  }
  .tv ~ .root > h2,
  .tv ~ .root > h2 + p {
    display: inline;
    margin-inline-end: 0.5em;
  }
  .tv ~ .root > h2 {
    font-size: 1.2em;
  }
  /* Each row says it again. */
  .tv ~ .root thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .tv ~ .root line {
    stroke-width: 2;
  }
  .tv ~ .root .range {
    stroke-width: 14;
  }
  .tv ~ .root circle {
    r: 8px;
    stroke-width: 5;
  }
  .tv ~ .root li {
    padding-bottom: 0.3em;
  }
  .tv .quiet,
  .tv ~ .root .quiet,
  .tv ~ .root .badge {
    font-size: 0.9em;
  }
  .tv ~ .root caption,
  .tv ~ .root th,
  .tv ~ .root td {
    padding: 0.15em 0.5em 0.15em 0;
  }
  .tv ~ .root td strong {
    font-size: 1.25em;
    line-height: 1;
  }
  .live span {
    margin-inline-end: 0.5em;
  }
  .tv button {
    min-height: 2em;
    padding: 0 0.75em;
    font-size: 0.9em;
  }
`;
