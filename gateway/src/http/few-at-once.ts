import { behind, createGate } from './gate.ts';

/** Reports are the first to wait when there is much to do (TRUST, class 4): ratings and boards must not feel them. */
const AT_ONCE = 2;

/**
 * Has pages that cost much made two at a time, all of them together.
 *
 * @param waitMs half a second by default.
 */
export const createFewAtOnce = (waitMs?: number): ReturnType<typeof behind> =>
  behind(
    createGate({
      atOnce: AT_ONCE,
      sentence: 'Banyak laporan sedang dibuat. Tidak ada yang hilang; coba lagi sebentar lagi.',
      ...(waitMs !== undefined && { waitMs }),
    }),
    'report',
  );
