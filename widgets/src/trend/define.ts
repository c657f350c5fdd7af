import { Trend } from './trend.ts';

Trend.define('kinerja-trend');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-trend': Trend;
  }
}
