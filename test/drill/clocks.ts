import { openDatabase } from '@kinerja/gateway/database/open-database';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { closesAt, type Period, periodContaining, previous } from '@kinerja/gateway/domain/period';
import { findMiscounted, watchClosedFigures } from '../support/closed-figures.ts';
import { addPortalKey } from '../support/sign-in.ts';
import { type ClockSetter, openClockSetter } from './clock-setter.ts';
import { createDeadline, type Drill, type DrillOptions, type Trial } from './drill.ts';
import { createRandom, type Random } from './random.ts';
import { nextShift, type RatedUnderSteps, rateUnderSteps } from './ratings-under-steps.ts';
import { eventually, type Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';
import { openTokens, type TokenKind } from './tokens.ts';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const ZONE = 'Asia/Jakarta';
/** Of the time. */
const SHARES = { anyDay: 0.3, beforeClosing: 0.1, afterClosing: 0.2, tokens: 0.4 };
/** Of so many ratings, one token is tried. */
const PER_TOKEN = 25;
/** A token may be valid for this much longer (TRUST R18). */
const TOLERANCE = 60 * SECOND;
/** What passes between two looks at a clock, and is no fault of either. */
const SLACK = 10 * SECOND;
/** A gateway looks every ten seconds for months to close. */
const CLOSED_SECONDS = 40;

/**
 * Rates in the minutes before a month closes, has the gateway close it as its clock is a day ahead, and rates again with clocks
 * that show that it is still open.
 */
const rateAroundClosing = async (
  stage: Stage,
  clock: ClockSetter,
  { random, times, minutes }: { readonly random: Random; readonly times: number; readonly minutes: number },
): Promise<{
  readonly before: RatedUnderSteps;
  readonly after: RatedUnderSteps;
  readonly broken: readonly string[];
}> => {
  const month: Period = previous(periodContaining(Date.now(), ZONE, 'month'));
  const base = closesAt(month, ZONE) - Date.now() - random.between(0, 120) * SECOND;
  const changedSinceClosing = watchClosedFigures(stage.inspect);
  const rate = (share: number) =>
    rateUnderSteps(stage, clock, { random, times, isOver: createDeadline(minutes * share), base });
  const before = await rate(SHARES.beforeClosing);
  await clock.set(base + DAY);
  const isClosed = async () =>
    (await stage.inspect('select from period_closure where period = $1', [month])).length > 0;
  if (!(await eventually(isClosed, CLOSED_SECONDS))) throw new Error(`${month} was not closed.`);
  const changedBefore = await changedSinceClosing();
  const after = await rate(SHARES.afterClosing);
  return {
    before,
    after,
    broken: [...changedBefore, ...(await changedSinceClosing()), ...(await findMiscounted(stage.inspect))],
  };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** When a token is used, from the instant at which it was made, and whether it must be taken; nothing where both are right. */
const uses = (life: number, random: Random): readonly (readonly [after: number, isGood: boolean])[] => [
  [0, true],
  [-DAY, false],
  [life + TOLERANCE + SECOND, false],
  [random.between(0, life - SLACK), true],
  [-TOLERANCE - SLACK, false],
  [life + TOLERANCE + random.between(SECOND, DAY), false],
];

/** Sets the clock after a token is made, and tries it. */
const tryTokens = async (
  stage: Stage,
  clock: ClockSetter,
  { random, times, isOver }: { readonly random: Random; readonly times: number; readonly isOver: () => boolean },
): Promise<readonly Trial[]> => {
  const database = await openDatabase(stage.databaseUrl());
  const portalKey = await addPortalKey(
    { database, inTenant: ({ uuid }, work) => withTenant(uuid, work) },
    stage.tenant,
  );
  await database.close();
  const tokens = openTokens(stage, clock.gateway.address, portalKey);
  const kinds = Object.keys(tokens) as readonly TokenKind[];
  const broken: string[] = [];
  const again: string[] = [];
  let tried = 0;
  let triedAgain = 0;
  while (tried < times && !isOver()) {
    const kind = kinds[tried % kinds.length] as TokenKind;
    const { life, make, isTaken, isTakenOnce } = tokens[kind];
    const all = uses(life, random);
    const [after, isGood] = all[Math.floor(tried / kinds.length) % all.length] as (typeof all)[number];
    const madeAt = nextShift(random);
    await clock.set(madeAt);
    const token = await make(Date.now() + madeAt);
    await clock.set(madeAt + after);
    tried += 1;
    if ((await isTaken(token)) !== isGood)
      broken.push(
        `${kind} used ${after / SECOND} s after it was made, for ${life / SECOND} s: ${isGood ? 'refused' : 'taken'}`,
      );
    if (!isGood || !isTakenOnce) continue;
    // Another one a day later, as if the clock had been set; then the first once more.
    await clock.set(madeAt + DAY);
    await isTaken(await make(Date.now() + madeAt + DAY));
    await clock.set(madeAt + after);
    triedAgain += 1;
    if (await isTaken(token)) again.push(`${kind} was taken a second time, after the clock was a day ahead`);
  }
  await clock.set(0);
  return [
    { what: 'token while the clock is set: valid a minute too long, or refused within its time', times: tried, broken },
    { what: 'token that is good once: taken again after the clock was a day ahead', times: triedAgain, broken: again },
  ];
};

/** TRUST R18. */
export const clocks: Drill = {
  rows: 'R18',
  does: 'sets the clock of the gateway by up to a day, also in the middle of submits and as a month closes, with citizens whose clocks are years off',
  times: 10_000,
  run: async (stage, { times, minutes, seed, say }: DrillOptions) => {
    const random = createRandom(seed);
    const clock = await openClockSetter(stage);
    const isOver = createDeadline(minutes * SHARES.anyDay);
    const anyDay = await rateUnderSteps(stage, clock, { random, times: Math.floor(times / 2), isOver });
    say(`${anyDay.ratings} ratings; now around a closing`);
    const closing = await rateAroundClosing(stage, clock, {
      random,
      times: Math.ceil(times / 4),
      minutes,
    });
    const rated = [anyDay, closing.before, closing.after];
    const compared = await compareWithStored(stage, new Map(rated.flatMap(({ codes }) => [...codes])));
    say(`${sum(rated.map(({ ratings }) => ratings))} ratings; now the tokens`);
    const tokens = await tryTokens(stage, clock, {
      random,
      times: Math.ceil(times / PER_TOKEN),
      isOver: createDeadline(minutes * SHARES.tokens),
    });
    return {
      trials: [
        {
          what: 'rating while clocks are wrong and set: in another period than the rule of the server gives, lost or doubled',
          times: sum(rated.map(({ ratings }) => ratings)),
          broken: [...rated.flatMap(({ broken }) => broken), ...compared.broken],
        },
        {
          what: 'rating after a month was closed by a clock a day ahead: in that month, or a closed figure changed',
          times: closing.after.ratings,
          broken: closing.broken,
        },
        ...tokens,
      ],
      seen: [
        ['times that the clock was set', String(clock.steps())],
        ['ratings with the clock set while they were sent', String(sum(rated.map(({ stepped }) => stepped)))],
        [
          'of the ratings after the closing, those for a month that was closed early',
          String(closing.after.closedEarly),
        ],
      ],
    };
  },
};
