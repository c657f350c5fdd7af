import { Scorecard } from './scorecard.ts';

Scorecard.define('kinerja-scorecard');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-scorecard': Scorecard;
  }
}
