import { compareWithStored } from '../drill/stored.ts';
import type { Inspect } from '../support/closed-figures.ts';
import { type Ledger, sameAnswers } from './ledger.ts';

interface StoredRow {
  readonly key: string;
  readonly answers: Readonly<Record<string, number>>;
  readonly receivedAt: Date;
  readonly countedOn: string;
  readonly late: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours ahead of UTC; none of the three changes its clocks. */
export const ZONES = { 'Asia/Jakarta': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 } as const;
export type Zone = keyof typeof ZONES;

/** The first instant of a day in a zone. */
export const midnight = (zone: Zone, year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) - ZONES[zone] * HOUR;

/**
 * The day that a rating counts on by the server's rule (TRUST 1), written down a second time and without the gateway's calendar: the day of
 * receipt, or the day that the device claims, at most seven days before, as long as its month is not closed.
 */
export const dayByTheRule = (zone: Zone, receivedAt: number, submittedAt: number): string => {
  const dayOf = (instant: number) => new Date(instant + ZONES[zone] * HOUR).toISOString().slice(0, 10);
  const received = dayOf(receivedAt);
  const waited = receivedAt - submittedAt;
  if (waited <= 0 || waited > 7 * DAY) return received;
  const claimed = dayOf(submittedAt);
  const [year = 0, month = 0] = claimed.split('-').map(Number);
  return receivedAt < midnight(zone, year, month + 1, 8) ? claimed : received;
};

/** What is not as it must be at the end, in words. */
export const findBroken = async (inspect: Inspect, ledger: Ledger, zone: Zone): Promise<readonly string[]> => {
  const { ratings, confirmed, givenUp, kept, arrivals } = ledger;
  const { broken } = await compareWithStored({ inspect, sent: new Set(ratings.keys()) }, confirmed);
  const rows = await inspect<StoredRow>(
    `select submission_key as key, answers, received_at as "receivedAt", counted_on::text as "countedOn", late from feedback`,
  );
  const closures = await inspect<{ period: string }>('select period from period_closure');
  const closed = new Set(closures.map(({ period }) => period));
  const stored = new Set(rows.map(({ key }) => key));
  const ofRows = rows.flatMap(({ key, answers, receivedAt, countedOn, late }) => {
    const rating = ratings.get(key);
    if (rating === undefined) return [];
    const received = receivedAt.getTime();
    const day = dayByTheRule(zone, received, rating.submittedAt);
    // Or its month was closed before the clock was put back; the figures tell when it was not.
    const isLate = late && closed.has(day.slice(0, 7)) && countedOn === dayByTheRule(zone, received, received);
    return [
      ...(sameAnswers(answers, rating.answers) ? [] : [`${rating.name} is stored with other scores`]),
      ...(arrivals.get(key)?.has(received) === true
        ? []
        : [`${rating.name} was received at ${receivedAt.toISOString()}, when it did not arrive`]),
      ...(countedOn === day || isLate
        ? []
        : [
            `${rating.name} of ${receivedAt.toISOString()} counts on ${countedOn}${late ? ' (late)' : ''}, not on ${day}`,
          ]),
    ];
  });
  const unheard = [...kept]
    .filter((key) => !stored.has(key) && !givenUp.has(key))
    .map((key) => `${ledger.nameOf(key)} was kept on a device, has not arrived, and nobody was told`);
  const named = (line: string) =>
    [...ratings.values()].reduce((words, { key, name }) => words.replaceAll(key, name), line);
  return [...ledger.broken, ...broken.map(named), ...ofRows, ...unheard];
};
