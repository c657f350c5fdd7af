import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openOutboxOfMany } from '../support/outbox-of-many.ts';
import { anyRating } from './any-rating.ts';
import type { ClockSetter } from './clock-setter.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;
const YEAR = 365 * DAY;
const CITIZENS = 12;

/** A rating as a citizen sent it; instants by the right clock. */
interface Sent {
  readonly sentAt: number;
  readonly answeredAt: number;
  /** When it was given, by the citizen's clock. */
  readonly claim: number;
}

interface Row {
  readonly key: string;
  readonly receivedAt: Date;
  readonly submittedAt: Date;
  readonly receivedOn: string;
  readonly countedOn: string;
  readonly late: boolean;
  readonly expectedOn: string;
  readonly expectedLate: boolean;
  /** Whether the month of its claim is closed by now. */
  readonly isClosed: boolean;
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
  select submission_key as key, received_at as "receivedAt", submitted_at as "submittedAt", received_on::text as "receivedOn",
         counted_on::text as "countedOn", late,
         (case when is_believed then claimed_on else received_on end)::text as "expectedOn",
         not is_same and not is_believed as "expectedLate",
         exists (select from period_closure where period = to_char(claimed_on, 'YYYY-MM')) as "isClosed"
  from judged`;

/** Steps that a server's clock makes: a day, the little that NTP corrects, and anything between. */
export const nextShift = (random: Random): number => {
  const shifts = [0, DAY, -DAY, random.between(-5 * SECOND, 5 * SECOND), random.between(-DAY, DAY)];
  return shifts[random.between(0, shifts.length - 1)] ?? 0;
};

/** How wrong a citizen's clock is: by ten years, or by what makes a rating seem to have waited, around a week. */
const clientShift = (random: Random): number => {
  const shifts = [
    ...[0, 10 * YEAR, -10 * YEAR],
    ...[random.between(-9 * DAY, 2 * DAY), random.between(-9 * DAY, 0), random.between(-7 * DAY, -6 * DAY)],
  ];
  return shifts[random.between(0, shifts.length - 1)] ?? 0;
};

/** What was tried with wrong clocks. */
export interface RatedUnderSteps {
  readonly ratings: number;
  /** Of these, how many had the clock of the gateway set while they were sent. */
  readonly stepped: number;
  /** How many would have counted in a month that, by the clock of their receipt, had still to be closed, and was closed. */
  readonly closedEarly: number;
  /** Codes of the receipts that were shown, by key. */
  readonly codes: ReadonlyMap<string, string>;
  readonly broken: readonly string[];
}

/**
 * Citizens whose clocks are wrong rate, while the clock of the gateway is set again and again.
 *
 * @param base how far from the right time the clocks would be if none were wrong, in milliseconds.
 */
export const rateUnderSteps = async (
  stage: Stage,
  clock: ClockSetter,
  {
    random,
    times,
    isOver,
    base = 0,
  }: { readonly random: Random; readonly times: number; readonly isOver: () => boolean; readonly base?: number },
): Promise<RatedUnderSteps> => {
  const sent = new Map<string, Sent>();
  const codes = new Map<string, string>();
  const broken: string[] = [];
  const rate = async () => {
    const shift = base + clientShift(random);
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
      await clock.set(base + nextShift(random));
    }
  })();
  await Promise.all(citizens);
  isEnding = true;
  await stepping;
  const rows = await stage.inspect<Row>(ROWS, [[...sent.keys()], 'Asia/Jakarta']);
  let stepped = 0;
  let closedEarly = 0;
  for (const row of rows) {
    const { key, receivedAt, submittedAt, receivedOn, countedOn, late, expectedOn, expectedLate, isClosed } = row;
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
    const isByTheRule = countedOn === expectedOn && late === expectedLate;
    // What was closed stays closed when the clock is put back; the closed figures tell when it was not.
    const wasClosed = isClosed && late && countedOn === receivedOn;
    closedEarly += Number(!isByTheRule && wasClosed);
    if (!isByTheRule && !wasClosed)
      broken.push(
        `${key} of ${submittedAt.toISOString()}, received at ${receivedAt.toISOString()}, counts on ${countedOn} (${late}), not on ${expectedOn} (${expectedLate})`,
      );
  }
  return { ratings: sent.size, stepped, closedEarly, codes, broken };
};
