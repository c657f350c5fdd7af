import type { Database } from '@kinerja/gateway/database/open-database';
import { openFrontDoor } from '../support/in-process-gateway.ts';
import type { Fate } from '../support/statement-turns.ts';
import { seedTenant } from '../support/tenant.ts';
import { createChoices } from './choices.ts';
import type { Stand } from './host.ts';
import { ZONES, type Zone } from './invariants.ts';
import { loadPages } from './page.ts';
import { chooseSpan, HEALING, planWorld } from './plan.ts';
import { createWorld } from './world.ts';

/** What came of one seed. */
export interface WorldResult {
  readonly seed: number;
  /** Everything that happened, in order; the same for the same seed. */
  readonly trace: readonly string[];
  /** What is not as it must be; nothing when all is well. */
  readonly broken: readonly string[];
  readonly ratings: number;
  /** Ratings whose receipt was shown. */
  readonly confirmed: number;
  /** How often the gateway died. */
  readonly deaths: number;
  /** What befell the gateway while it stored, by the step at which it did. */
  readonly fates: ReadonlyMap<Fate, number>;
}

/** Simulates a world from its seed. With a stand, some of the gateway is replaced, to see that it is found out. */
export type Simulate = (seed: number, stand?: Stand) => Promise<WorldResult>;

/** So many regions have a code of their own in one database. */
export const MOST_WORLDS = 10_000;

const UNITS = [
  { name: 'Dukcapil', services: ['KTP-el', 'Akta'] },
  { name: 'Puskesmas', services: ['Umum'] },
];

const codeOf = (place: number): string => {
  const digits = String(place).padStart(4, '0');
  return `${digits.slice(0, 2)}.${digits.slice(2)}`;
};

/** @param database an empty one; each world is a region of its own in it. */
export const openSimulator = async (database: Database): Promise<Simulate> => {
  const [door, openPage] = [await openFrontDoor(), await loadPages()];
  let worlds = 0;
  return async (seed, stand = {}) => {
    const choices = createChoices(seed);
    const zone = choices.pick(Object.keys(ZONES) as Zone[]);
    const tenant = await seedTenant(database, { code: codeOf(worlds), zone, units: UNITS });
    worlds += 1;
    const span = chooseSpan(choices, zone);
    const world = await createWorld({
      seed,
      choices,
      start: span.start,
      zone,
      tenant,
      database,
      door,
      openPage,
      stand,
    });
    const { agenda, host, devices, ledger } = world;
    try {
      world.startGateway();
      const ratings = planWorld(world, span);
      const isDone = () =>
        agenda.now() >= span.end && host.isUp() && devices.every((device) => device.waiting().length === 0);
      await world.run(span.end + HEALING, isDone);
      const broken = await world.findBroken();
      const { lines: trace } = world;
      return {
        seed,
        trace,
        broken,
        ratings,
        confirmed: ledger.confirmed.size,
        deaths: world.deaths(),
        fates: host.fates,
      };
    } finally {
      await world.end();
    }
  };
};
