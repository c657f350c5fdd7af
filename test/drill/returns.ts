import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OutboxOfMany, openOutboxOfMany } from '../support/outbox-of-many.ts';
import { anyRating } from './any-rating.ts';
import type { Drill } from './drill.ts';
import { openProbes } from './probes.ts';
import { createRandom, type Random } from './random.ts';
import { createSkippingClock, type SkippingClock } from './skipping-clock.ts';
import { inSeconds, spread } from './spread.ts';
import { eventually, type Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

const OUTAGE_MS = 10 * 60_000;
/** Of the backlog, in one second at most. */
const FULLEST_SHARE = 0.03;
/** Of the time, for coming back as the outbox decides, and at most; all others are sent for after that. */
const RETURN = { share: 0.3, seconds: 60 } as const;
/** So many are sent for at once. */
const SENT_FOR = 32;
/** Who is sent away then is left alone for a while: sixty tries are all that an outbox makes. */
const LEFT_ALONE_MS = 6_000;
const END_SECONDS = 240;

/** Requests after the outage: when each came, and how long it took; what was answered other than 200. */
interface Arrival {
  readonly at: number;
  readonly milliseconds: number;
  readonly status: number;
}

/** The most that came within one second, wherever it begins. */
const fullestSecond = (arrivals: readonly Arrival[]): number => {
  let most = 0;
  let from = 0;
  for (const [place, { at }] of arrivals.entries()) {
    while (at - (arrivals[from]?.at ?? at) >= 1_000) from += 1;
    most = Math.max(most, place - from + 1);
  }
  return most;
};

/** Begins a rating for each, spread over the outage; nobody gets through. */
const beginAll = async (
  stage: Stage,
  outbox: OutboxOfMany,
  clock: SkippingClock,
  { random, citizens }: { readonly random: Random; readonly citizens: number },
) => {
  for (let citizen = 0; citizen < citizens; citizen += 1) {
    const key = randomUUID();
    stage.sent.add(key);
    const begin = () =>
      void outbox.send({
        ...anyRating(stage, random, { key, address: stage.address, at: clock.now() }),
        createdAt: clock.now(),
        attempt: 0,
      });
    clock.setTimeout(begin, random.between(0, OUTAGE_MS - 1));
  }
  await clock.skip(OUTAGE_MS);
};

/** TRUST R10. */
export const returns: Drill = {
  rows: 'R10',
  does: 'has the outboxes of 10,000 citizens come back after an outage of ten minutes',
  times: 10_000,
  run: async (stage, { times: citizens, minutes, seed, say }) => {
    const random = createRandom(seed);
    const clock = createSkippingClock(Date.now() - OUTAGE_MS);
    const arrivals: Arrival[] = [];
    let isAway = true;
    let tries = 0;
    const outbox = await openOutboxOfMany(
      clock,
      () => random.between(0, 2 ** 31 - 1) / 2 ** 31,
      async (...asked) => {
        if (isAway) {
          tries += 1;
          throw new TypeError('fetch failed');
        }
        const at = performance.now();
        const answer = await fetch(...asked);
        arrivals.push({ at, milliseconds: performance.now() - at, status: answer.status });
        return answer;
      },
    );
    await beginAll(stage, outbox, clock, { random, citizens });
    const restarted = await stage.killGateway();
    const probes = openProbes(stage);
    isAway = false;
    clock.letPass();
    const backAt = performance.now();
    say(`${citizens} ratings wait after ${tries} tries; the gateway is there again`);

    const parcels = () => outbox.outboxParcels();
    const confirmed = () => parcels().filter(({ delivery }) => delivery.receipt !== undefined).length;
    await sleep(1_000 * Math.min(RETURN.seconds, 60 * minutes * RETURN.share));
    const returned = { seconds: inSeconds(performance.now() - backAt), stored: confirmed() };
    const came = arrivals.toSorted((a, b) => a.at - b.at);
    const { ready } = await probes.finish();
    say(`${returned.stored} of them are stored; the others are sent for`);
    const sentFor = new Map<string, number>();
    const isDone = async () => {
      const all = parcels();
      const now = performance.now();
      const underWay = all.filter(({ delivery }) => Object.values(delivery).every((part) => part === undefined)).length;
      const waiting = all.filter(
        ({ submission: { key }, delivery }) =>
          delivery.waiting && now - (sentFor.get(key) ?? Number.NEGATIVE_INFINITY) >= LEFT_ALONE_MS,
      );
      for (const parcel of waiting.slice(0, Math.max(SENT_FOR - underWay, 0))) {
        sentFor.set(parcel.submission.key, now);
        outbox.sendNow(parcel);
      }
      return all.every(({ delivery }) => delivery.receipt || delivery.failure);
    };
    await eventually(isDone, END_SECONDS);

    const receipts = new Map(
      parcels().flatMap(({ submission: { key }, delivery: { receipt } }) => (receipt ? [[key, receipt.code]] : [])),
    );
    const { stored, broken } = await compareWithStored(stage, receipts);
    const fullest = fullestSecond(came);
    const percent = `${((100 * fullest) / citizens).toFixed(1)} %`;
    const sentAway = came.filter(({ status }) => status === 503).length;
    return {
      trials: [
        {
          what: 'rating that waited through the outage: lost, doubled or not stored',
          times: citizens,
          broken: [
            ...broken,
            ...parcels()
              .filter(({ delivery }) => !delivery.receipt)
              .map(({ submission, delivery }) => `${submission.key}: ${JSON.stringify(delivery)}`),
          ],
        },
        {
          what: 'fullest second after the outage: more than 3 % of the backlog',
          times: 1,
          broken: fullest <= FULLEST_SHARE * citizens ? [] : [`${fullest} of ${citizens} came in one second`],
          isByChance: false,
        },
        {
          what: 'gateway asked whether it is ready while they come back: it is not',
          times: ready.length,
          broken: ready
            .filter(({ isGreen }) => !isGreen)
            .map(({ at }) => `no after ${inSeconds(at - backAt).toFixed(1)} s`),
          isByChance: false,
        },
      ],
      seen: [
        ['fullest second', `${fullest} requests: ${percent}`, '≤ 3 %'],
        ['came, while time passed', `${came.length} requests in ${returned.seconds.toFixed(0)} s`],
        ['stored of them', `${returned.stored}: ${(returned.stored / returned.seconds).toFixed(0)} a second`],
        ['sent away with a time to come back', String(sentAway)],
        ['answers', spread(came.map(({ milliseconds }) => inSeconds(milliseconds)))],
        ['from the start to the first answer', `${inSeconds(restarted).toFixed(1)} s`],
        ['ratings stored in the end', String(stored)],
      ],
    };
  },
};
