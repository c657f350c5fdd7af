import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { openOutboxOfMany } from '../support/outbox-of-many.ts';
import { addPortalKey } from '../support/sign-in.ts';
import { anyRating } from './any-rating.ts';
import { type ClockSetter, openClockSetter } from './clock-setter.ts';
import { createDeadline, type Drill, type DrillOptions, type Trial } from './drill.ts';
import { createRandom, type Random } from './random.ts';
import type { Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';
import { openTokens, type TokenKind } from './tokens.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const CITIZENS = 12;
/** Of the time, for ratings; the rest is for tokens. */
const SHARE_RATINGS = 0.6;
/** Of so many ratings, one token is tried. */
const PER_TOKEN = 25;
/** A token may be valid for this much longer (TRUST R18). */
const TOLERANCE = 60 * SECOND;
/** What passes between two looks at a clock, and is no fault of either. */
const SLACK = 10 * SECOND;

interface Sent {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly claim: number;
}

interface Row {
  readonly key: string;
  readonly receivedAt: Date;
  readonly submittedAt: Date;
  readonly countedOn: string;
  readonly late: boolean;
  readonly expectedOn: string;
  readonly expectedLate: boolean;
}

/** The rule of TRUST 1 once more, as PostgreSQL reckons days. */
const ROWS = `
  with given as (
    select submission_key, received_at, submitted_at, counted_on, late,
           (received_at at time zone $2)::date as received_on, (submitted_at at time zone $2)::date as claimed_on
    from feedback where submission_key = any($1)
  ), judged as (
    select *, claimed_on = received_on as is_same,
           submitted_at < received_at and received_at - submitted_at <= interval '7 days'
             and received_at < (date_trunc('month', claimed_on::timestamp) + interval '1 month 7 days') at time zone $2 as is_believed
    from given
  )
  select submission_key as key, received_at as "receivedAt", submitted_at as "submittedAt",
         counted_on::text as "countedOn", late,
         (case when is_believed then claimed_on else received_on end)::text as "expectedOn",
         not is_same and not is_believed as "expectedLate"
  from judged`;

/** Steps that a server's clock makes: a day, the little that NTP corrects, and anything between. */
const nextShift = (random: Random): number => {
  const shifts = [0, DAY, -DAY, random.between(-5 * SECOND, 5 * SECOND), random.between(-DAY, DAY)];
  return shifts[random.between(0, shifts.length - 1)] ?? 0;
};

/** How wrong a citizen's clock is: by ten years, or by what makes a rating seem to have waited, around a week. */
const clientShift = (random: Random): number => {
  const shifts = [0, 10 * YEAR, -10 * YEAR, random.between(-9 * DAY, 2 * DAY), random.between(-9 * DAY, 0)];
  return shifts[random.between(0, shifts.length - 1)] ?? 0;
};

const rateUnderSteps = async (
  stage: Stage,
  clock: ClockSetter,
  { random, times, isOver }: { readonly random: Random; readonly times: number; readonly isOver: () => boolean },
): Promise<{ readonly trial: Trial; readonly stepped: number }> => {
  const sent = new Map<string, Sent>();
  const codes = new Map<string, string>();
  const broken: string[] = [];
  const rate = async () => {
    const shift = clientShift(random);
    const outbox = await openOutboxOfMany(
      { now: () => Date.now() + shift, setTimeout, clearTimeout },
      Math.random,
      fetch,
    );
    const key = randomUUID();
    stage.sent.add(key);
    const sentAt = Date.now();
    const claim = sentAt + shift;
    sent.set(key, { sentAt, answeredAt: Number.POSITIVE_INFINITY, claim });
    await outbox.send({
      ...anyRating(stage, random, { key, address: clock.gateway.address, at: claim }),
      createdAt: claim,
      attempt: 0,
    });
    sent.set(key, { sentAt, answeredAt: Date.now(), claim });
    const [parcel] = outbox.outboxParcels();
    const { receipt, failure } = parcel?.delivery ?? {};
    if (receipt) codes.set(key, receipt.code);
    else broken.push(`${key} was not confirmed: ${failure?.message}`);
  };
  const citizens = Array.from({ length: CITIZENS }, async () => {
    while (sent.size < times && !isOver()) await rate();
  });
  let isEnding = false;
  const stepping = (async () => {
    while (!isEnding) {
      await sleep(random.between(20, 300));
      await clock.set(nextShift(random));
    }
  })();
  await Promise.all(citizens);
  isEnding = true;
  await stepping;
  const rows = await stage.inspect<Row>(ROWS, [[...sent.keys()], 'Asia/Jakarta']);
  let stepped = 0;
  for (const { key, receivedAt, submittedAt, countedOn, late, expectedOn, expectedLate } of rows) {
    const { sentAt, answeredAt, claim } = sent.get(key) as Sent;
    const shifts = clock.shiftsBetween(sentAt, answeredAt);
    stepped += Number(shifts.length > 1);
    const isOfServer = shifts.some(
      (shift) => receivedAt.getTime() >= sentAt + shift && receivedAt.getTime() <= answeredAt + shift,
    );
    if (!isOfServer)
      broken.push(`${key} was received at ${receivedAt.toISOString()}, which no clock of the server showed`);
    if (submittedAt.getTime() !== claim)
      broken.push(`${key} is stored with another claim than ${new Date(claim).toISOString()}`);
    if (countedOn !== expectedOn || late !== expectedLate)
      broken.push(
        `${key} of ${submittedAt.toISOString()}, received at ${receivedAt.toISOString()}, counts on ${countedOn} (${late}), not on ${expectedOn} (${expectedLate})`,
      );
  }
  const compared = await compareWithStored(stage, codes);
  return {
    trial: {
      what: 'rating while clocks are wrong and set: in another period than the rule of the server gives, lost or doubled',
      times: sent.size,
      broken: [...broken, ...compared.broken],
    },
    stepped,
  };
};

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
  does: 'sets the clock of the gateway by up to a day, also in the middle of submits, with citizens whose clocks are years off',
  times: 10_000,
  run: async (stage, { times, minutes, seed, say }: DrillOptions) => {
    const random = createRandom(seed);
    const clock = await openClockSetter(stage);
    const isOver = createDeadline(minutes * SHARE_RATINGS);
    const { trial, stepped } = await rateUnderSteps(stage, clock, { random, times, isOver });
    say(`${trial.times} ratings; now the tokens`);
    const tokens = await tryTokens(stage, clock, {
      random,
      times: Math.ceil(times / PER_TOKEN),
      isOver: createDeadline(minutes * (1 - SHARE_RATINGS)),
    });
    return {
      trials: [trial, ...tokens],
      seen: [
        ['times that the clock was set', String(clock.steps())],
        ['ratings with the clock set while they were sent', String(stepped)],
      ],
    };
  },
};
