import pLimit from 'p-limit';
import { type Exchange, HttpFailure, secondsToWait } from './exchange.ts';

/** Reports are the first to wait when there is much to do (TRUST, class 4): ratings and boards must not feel them. */
const AT_ONCE = 2;
const MOST_WAITING = 200;
const LONGEST_WAIT_MS = 500;

type Respond = (exchange: Exchange) => void | Promise<void>;

const busy = () =>
  new HttpFailure(503, 'Banyak laporan sedang dibuat. Tidak ada yang hilang; coba lagi sebentar lagi.', {
    'Retry-After': secondsToWait(),
  });

/**
 * Has pages that cost much made two at a time, all of them together. Whoever has waited for half a second, or finds two hundred
 * waiting, is told to come back, with 503 and `Retry-After`.
 *
 * @param waitMs half a second by default.
 */
export const createFewAtOnce = (waitMs = LONGEST_WAIT_MS): ((respond: Respond) => Respond) => {
  const limit = pLimit(AT_ONCE);
  return (respond) => (exchange) =>
    new Promise<void>((resolve, reject) => {
      if (limit.pendingCount >= MOST_WAITING) return reject(busy());
      let hasLeft = false;
      const patience = setTimeout(() => {
        hasLeft = true;
        reject(busy());
      }, waitMs);
      void limit(async () => {
        clearTimeout(patience);
        if (!hasLeft) await Promise.resolve(respond(exchange)).then(resolve, reject);
      });
    });
};
