import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { asSuperuser, startOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { Client } from 'pg';
import { freePort, type GatewayProcess, serverOf, startProcess, temporaryData } from '../support/process.ts';
import { openRelay, type Relay } from '../support/relay.ts';
import { type SeededTenant, seedTenant } from '../support/tenant.ts';
import { killServer } from './kill-server.ts';

/** A region, its database server and a gateway in a process of its own, for as long as a drill takes. */
export interface Stage {
  readonly tenant: SeededTenant;
  /** Ids of the services that can be rated. */
  readonly services: readonly string[];
  /** Keys of all ratings that were ever sent; a drill adds its own. */
  readonly sent: Set<string>;
  readonly address: string;
  readonly gateway: () => GatewayProcess;
  /** Starts one more gateway on the same database, with some variables; it ends with the stage at the latest. */
  readonly startAnother: (variables: Readonly<Record<string, string>>) => Promise<GatewayProcess>;
  /** Kills the gateway and starts the next one; milliseconds until that one answers. */
  readonly killGateway: () => Promise<number>;
  /** Kills every process of the database server and starts it anew; milliseconds until it takes connections. */
  readonly killDatabase: () => Promise<number>;
  /** Data of the database server. */
  readonly dataFolder: string;
  /** Stands between gateway and database. */
  readonly line: Relay;
  /** Asks as superuser, whom row level security does not hold. */
  readonly inspect: <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** As the gateway connects; for code of the gateway that the drill runs itself. */
  readonly databaseUrl: () => string;
  /** The server as a whole, as superuser. */
  readonly superuserUrl: () => string;
  /** As the owner of the tables connects. */
  readonly ownerUrl: () => string;
  readonly close: () => Promise<void>;
}

const UNITS = ['Dukcapil', 'Puskesmas', 'Perizinan'] as const;

const END_MS = 15_000;

const open = new Set<() => Promise<void>>();

/** Ends whatever stages are open, as when the drill is interrupted. */
export const closeStages = async (): Promise<void> => {
  for (const close of [...open].toReversed()) await close();
};

/** What is to be done when the drill is interrupted; gives the way to do it before that, once. */
export const onInterrupt = (close: () => Promise<void>): (() => Promise<void>) => {
  const once = async () => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  return once;
};

/** Ends a gateway in order, and by force when it does not. */
const end = async (gateway: GatewayProcess) => {
  gateway.kill('SIGTERM');
  const patience = setTimeout(() => gateway.kill('SIGKILL'), END_MS);
  await gateway.ended;
  clearTimeout(patience);
};

export const openStage = async (): Promise<Stage> => {
  const data = temporaryData();
  let cluster = await startOwnCluster(data.folder, 'npm');
  const database = await openDatabase(cluster);
  const tenant = await seedTenant(database, {
    units: UNITS.map((name) => ({ name, services: [`${name} 1`, `${name} 2`] })),
  });
  await database.close();
  const line = await openRelay(() => new URL(cluster.superuserUrl));
  const port = String(await freePort());
  const begin = (variables: Readonly<Record<string, string>>) =>
    startProcess({
      DATABASE_URL: line.over(asSuperuser(cluster)),
      DATA_DIR: join(data.folder, 'gateway'),
      ...variables,
    });
  let gateway = await begin({ PORT: port });
  const others: GatewayProcess[] = [];
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    open.delete(close);
    await Promise.all([gateway, ...others].map(end));
    await line.cut();
    await cluster.stop();
    await data.remove();
  };
  open.add(close);
  await gateway.ready();
  return {
    tenant,
    services: tenant.serviceNames.map((name) => tenant.service(name).id),
    sent: new Set(),
    address: gateway.address,
    gateway: () => gateway,
    startAnother: async (variables) => {
      const another = await begin(variables);
      others.push(another);
      await another.ready();
      return another;
    },
    killGateway: async () => {
      gateway.kill('SIGKILL');
      await gateway.ended;
      if (isClosed) throw new Error('The drill has ended.');
      const startedAt = performance.now();
      gateway = await begin({ PORT: port });
      await gateway.ready();
      return performance.now() - startedAt;
    },
    killDatabase: async () => {
      await killServer(serverOf(data.folder));
      const startedAt = performance.now();
      cluster = await startOwnCluster(data.folder, 'npm');
      return performance.now() - startedAt;
    },
    dataFolder: data.folder,
    line,
    inspect: async <Row>(statement: string, values: readonly unknown[] = []) => {
      const client = new Client({ connectionString: asSuperuser(cluster) });
      await client.connect();
      try {
        const { rows } = await client.query(statement, [...values]);
        return rows as Row[];
      } finally {
        await client.end();
      }
    },
    databaseUrl: () => asSuperuser(cluster),
    superuserUrl: () => cluster.superuserUrl,
    ownerUrl: () => cluster.ownerUrl,
    close,
  };
};

/** Asks until it holds, again and again after some milliseconds; false when it does not within so many seconds. */
export const eventually = async (holds: () => Promise<boolean>, seconds: number, rest = 100): Promise<boolean> => {
  const end = performance.now() + seconds * 1_000;
  while (!(await holds())) {
    if (performance.now() >= end) return false;
    await sleep(rest);
  }
  return true;
};
