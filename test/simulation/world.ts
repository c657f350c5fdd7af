import type { Database } from '@kinerja/gateway/database/open-database';
import { withTenant } from '@kinerja/gateway/database/tenant-scope';
import { auditTrailOf } from '../support/audit.ts';
import { findMiscounted, type Inspect, watchClosedFigures } from '../support/closed-figures.ts';
import type { FrontDoor, PostedRequest } from '../support/in-process-gateway.ts';
import type { SeededTenant } from '../support/tenant.ts';
import { type Agenda, createAgenda } from './agenda.ts';
import { type Choices, createChoices } from './choices.ts';
import { createDevice, type Device } from './device.ts';
import { createHost, type Host, type Stand } from './host.ts';
import { findBroken, type Zone } from './invariants.ts';
import { type Ledger, openLedger, readAsked } from './ledger.ts';
import { createNetwork, type Network } from './network.ts';
import type { OpenPage } from './page.ts';
import { createStorages } from './storage.ts';
import { useVirtualGlobals } from './virtual-globals.ts';

/** One region with its gateway, its network and some devices, in virtual time. */
export interface World {
  readonly agenda: Agenda;
  readonly choices: Choices;
  readonly ledger: Ledger;
  readonly network: Network;
  readonly host: Host;
  readonly devices: readonly Device[];
  readonly services: readonly string[];
  readonly trace: (line: string) => void;
  /** Everything that happened, in order. */
  readonly lines: readonly string[];
  /** How often the gateway died. */
  readonly deaths: () => number;
  /** The last request of each key, as it was sent. */
  readonly lastSent: ReadonlyMap<string, PostedRequest>;
  /** How much the server's clock goes ahead of the true time, in milliseconds; at first not at all. */
  readonly setServerClock: (ahead: number) => void;
  readonly startGateway: () => void;
  readonly killGateway: () => void;
  readonly closePeriods: () => void;
  /** Lets what is on the agenda happen, until it is done or the time is up. */
  readonly run: (until: number, isDone: () => boolean) => Promise<void>;
  /** What is not as it must be, once everything has arrived. */
  readonly findBroken: () => Promise<readonly string[]>;
  /** Gives the process its own timers and chance back. */
  readonly end: () => Promise<void>;
}

interface WorldOptions {
  readonly seed: number;
  readonly choices: Choices;
  readonly start: number;
  readonly zone: Zone;
  readonly tenant: SeededTenant;
  readonly database: Database;
  readonly door: FrontDoor;
  readonly openPage: OpenPage;
  readonly stand: Stand;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** So long a gateway stays away that has died, or up to three times as long. */
const ABSENCES = [5 * SECOND, MINUTE, HOUR];

/** Apart from the choices: how often the gateway asks for chance is its own affair. */
const DICE = 0x5bd1e995;

export const createWorld = async (options: WorldOptions): Promise<World> => {
  const { seed, choices, start, zone, tenant, database, door, openPage, stand } = options;
  const agenda = createAgenda(start);
  const ledger = openLedger();
  const lines: string[] = [];
  const trace = (line: string) => lines.push(`${new Date(agenda.now()).toISOString()} ${line}`);
  const createStorage = await createStorages((task) => agenda.in(choices.percent(90) ? 0 : 1, task));
  const globals = useVirtualGlobals(agenda, createChoices(seed ^ DICE).share);
  const inTenant = <Result>(_: unknown, work: () => PromiseLike<Result>) => withTenant(tenant.uuid, work);
  const inspect: Inspect = <Row>(statement: string, values: readonly unknown[] = []) =>
    globals.outside(() =>
      inTenant(tenant, async () => {
        const { rows } = await database.pool.query(statement, [...values]);
        return rows as Row[];
      }),
    );

  /** What the event of this moment has begun and is still to be waited for. */
  let begun: Promise<void> = Promise.resolve();
  const begin = (work: () => Promise<void>) => {
    begun = begun.then(work);
  };

  const broken: string[] = [];
  let deaths = 0;
  let serverAhead = 0;
  const serverTime = () => agenda.now() + serverAhead;
  const startGateway = () =>
    begin(async () => {
      if (host.isUp()) return;
      await host.start();
      trace('gateway starts');
    });
  const host = createHost({
    database,
    tenantId: tenant.uuid,
    door,
    choices,
    serverTime,
    globals,
    stand,
    trace,
    onFault: (error) => broken.push(`the gateway has a fault: ${error instanceof Error ? error.stack : error}`),
    onDeath: () => {
      deaths += 1;
      trace('gateway dies');
      agenda.in(choices.pick(ABSENCES) * choices.between(1, 3), startGateway);
    },
  });

  const lastSent = new Map<string, PostedRequest>();
  const network = createNetwork({
    agenda,
    choices,
    trace,
    onSent: (request) => lastSent.set(readAsked(request.body).key, request),
    deliver: (request, answered, failed) => {
      const asked = readAsked(request.body);
      const name = ledger.nameOf(asked.key);
      trace(`${name} arrives${host.isUp() ? '' : ', and nobody is there'}`);
      if (host.isUp()) ledger.noteArrival(asked.key, serverTime());
      host.post(
        request,
        (answer) => {
          trace(`${name} is answered: ${ledger.noteAnswer(asked, answer)}`);
          answered(answer);
        },
        failed,
      );
    },
  });

  const devices = Array.from({ length: choices.between(1, 4) }, (_, place) => {
    const name = `device ${place + 1}`;
    const storage = createStorage((key, what) => {
      if (what === 'kept') ledger.noteKept(key);
      trace(`${name}: ${ledger.nameOf(key)} is ${what}`);
    });
    return createDevice({
      name,
      agenda,
      choices,
      network,
      ledger,
      storage,
      hasLocks: choices.percent(80),
      openPage,
      trace,
    });
  });

  const changedSinceClosing = watchClosedFigures(inspect);
  const work = async (name: Parameters<Host['work']>[0]) => {
    host.work(name);
    await host.settle();
  };
  const closePeriods = async () => {
    trace('periods are closed whose time has come');
    await work('closePeriods');
    broken.push(...(await changedSinceClosing()));
  };

  return {
    agenda,
    choices,
    ledger,
    network,
    host,
    devices,
    services: tenant.serviceNames.map((name) => tenant.service(name).id),
    trace,
    lines,
    deaths: () => deaths,
    lastSent,
    setServerClock: (ahead) => {
      serverAhead = ahead;
      trace(`the server's clock shows ${new Date(serverTime()).toISOString()}`);
    },
    startGateway,
    killGateway: () => begin(host.kill),
    closePeriods: () => begin(closePeriods),
    run: async (until, isDone) => {
      await begun;
      while (!isDone() && agenda.step(until)) {
        await begun;
        await host.settle();
      }
    },
    findBroken: async () => {
      await work('chainEvents');
      await closePeriods();
      await work('chainEvents');
      const waiting = devices.flatMap((device) =>
        device.waiting().map((key) => `${ledger.nameOf(key)} still waits on ${device.name}`),
      );
      const trail = await globals.outside(() => auditTrailOf({ database, inTenant }, tenant).verify());
      const isWhole = trail.fault === null && trail.notSealed === 0;
      return [
        ...broken,
        ...new Set(waiting),
        ...(await findBroken(inspect, ledger, zone)),
        ...(await findMiscounted(inspect)),
        ...(isWhole ? [] : [`the audit trail is not whole: ${JSON.stringify(trail)}`]),
      ];
    },
    end: async () => {
      await globals.outside(host.stop);
      globals.end();
    },
  };
};
