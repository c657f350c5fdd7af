import { openCrowd } from './crowd.ts';
import { type Fate, openCutter } from './cutter.ts';
import { createDeadline, type Drill } from './drill.ts';
import { createRandom } from './random.ts';
import { openReceiptBook } from './receipts.ts';
import { eventually } from './stage.ts';
import { compareWithStored } from './stored.ts';

const CITIZENS = 50;
/** A rating's answer is cut off so often before one arrives, at most. */
const MOST_CUTS = 4;

/** TRUST R7. */
export const lostAnswers: Drill = {
  rows: 'R7',
  does: 'cuts the connection after the rating is stored and before the outbox of the widgets hears of it',
  times: 10_000,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const isOver = createDeadline(minutes);
    const book = openReceiptBook();
    const cutsLeft = new Map<string, number>();
    let cuts = 0;
    const fateOf = (key: string | undefined): Fate => {
      if (key === undefined) return 'arrives';
      const left = cutsLeft.get(key) ?? random.between(0, MOST_CUTS);
      cutsLeft.set(key, left - 1);
      if (left <= 0 || cuts >= times) return 'arrives';
      cuts += 1;
      if (cuts % 1_000 === 0) say(`${cuts} answers cut off`);
      return random.percent(50) ? 'cut' : 'cut in the middle';
    };
    const cutter = await openCutter(stage.address, (answer) => fateOf(book.note(answer)));
    try {
      const crowd = await openCrowd(stage, {
        size: CITIZENS,
        address: cutter.address,
        random,
        rest: 0,
        isImpatient: true,
      });
      await eventually(async () => cuts >= times || isOver(), 60 * minutes + 1);
      const outcome = await crowd.finish();
      const { stored, broken } = await compareWithStored(stage, outcome.confirmed);
      return {
        trials: [
          {
            what: 'answer cut off after the commit: a rating lost or doubled, or another receipt',
            times: cuts,
            broken: [...broken, ...book.broken()],
          },
          {
            what: 'rating whose citizen ends with its receipt',
            times: outcome.begun,
            broken: [
              ...outcome.complaints,
              ...(outcome.confirmed.size < outcome.begun
                ? [`${outcome.confirmed.size} receipts for ${outcome.begun} ratings`]
                : []),
            ],
          },
        ],
        seen: [
          ['ratings stored', String(stored)],
          ['receipts that repeated an earlier one', String(book.repeated())],
        ],
      };
    } finally {
      await cutter.close();
    }
  },
};
