import { UnitLeaderboard } from './unit-leaderboard.ts';

UnitLeaderboard.define('kinerja-unit-leaderboard');

declare global {
  interface HTMLElementTagNameMap {
    'kinerja-unit-leaderboard': UnitLeaderboard;
  }
}
