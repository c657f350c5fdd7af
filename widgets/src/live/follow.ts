import { addStyles } from '../toolkit.ts';
import type { Live as LiveFile, UnitLeaderboard } from '../unit-leaderboard/unit-leaderboard.ts';
import { liveStyles } from './live.styles.ts';
import { Live } from './live.ts';

const followed = new WeakMap<UnitLeaderboard, Live>();

/** Renews a board until it leaves the page or has no mode; called whenever either may have changed. */
export const follow: LiveFile['follow'] = (board) => {
  const before = followed.get(board);
  if (before?.isOpen || !board.mode || !board.isConnected) return;
  if (!before && board.shadowRoot) addStyles(board.shadowRoot, liveStyles);
  followed.set(board, new Live(board));
};
