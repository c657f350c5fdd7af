import { css } from '../reactive-element.ts';

export const ratingFormStyles: string = css`
  dl > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1em;
    border-top: 1px solid var(--_border);
  }
  dt {
    width: 100%;
    color: var(--_muted);
  }
  dd {
    flex: 1;
    margin: 0;
  }
  dd + dd {
    flex: none;
  }
  @container (min-width: 34em) {
    .grid {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
