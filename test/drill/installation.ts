import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@kinerja/gateway/database/open-database';
import { asSuperuser, joinOwnCluster } from '@kinerja/gateway/database/own-cluster';
import { Client } from 'pg';
import { freePort, type GatewayProcess, serverOf, startProcess } from '../support/process.ts';
import { seedTenant } from '../support/tenant.ts';
import type { DrillOptions, DrillResult } from './drill.ts';
import { killServer } from './kill-server.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { eventually, onInterrupt, type Stage } from './stage.ts';

/** A gateway as it is installed, with a database server of its own and a region, all of it on a small disk. */
export interface Installation extends Pick<Stage, 'services' | 'sent' | 'address' | 'gateway' | 'inspect'> {
  /** Of the gateway, with the files of its database server. */
  readonly dataFolder: string;
  /** The database, as superuser. */
  readonly superuserUrl: () => string;
  /** Everything that runs is gone at once, in the moment in which `happens` is done. */
  readonly losePower: (happens: () => void) => Promise<void>;
  /** Starts the gateway, which starts its database server. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const KNOWN_SECONDS = 20;

const openInstallation = async (disk: SmallDisk): Promise<Installation> => {
  const folder = join(disk.folder, 'data');
  mkdirSync(folder);
  const port = String(await freePort());
  const begin = async (): Promise<GatewayProcess> => {
    const started = await startProcess({ DATA_DIR: folder, PORT: port });
    await started.ready();
    return started;
  };
  let gateway = await begin();
  /** Its addresses are others after each start of the gateway, and the same when that starts its server again. */
  const find = async () => {
    const joined = await joinOwnCluster(folder);
    if (joined === undefined) throw new Error(`The database server does not run:\n${gateway.printed()}`);
    return joined;
  };
  let cluster = await find();
  const superuserUrl = () => asSuperuser(cluster);
  const database = await openDatabase(cluster);
  const tenant = await seedTenant(database, { units: [{ name: 'Dukcapil', services: ['KTP-el', 'KK'] }] });
  await database.close();
  const services = tenant.serviceNames.map((name) => tenant.service(name).id);
  // It has not heard of the region at once.
  const isKnown = () => fetch(`${gateway.address}/form/${services[0]}`).then(({ status }) => status === 200);
  if (!(await eventually(isKnown, KNOWN_SECONDS))) throw new Error(`The region stays unknown:\n${gateway.printed()}`);
  return {
    gateway: () => gateway,
    address: gateway.address,
    services,
    sent: new Set<string>(),
    dataFolder: folder,
    superuserUrl,
    inspect: async <Row>(statement: string, values: readonly unknown[] = []) => {
      const client = new Client({ connectionString: superuserUrl() });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query(statement, [...values])).rows as Row[];
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    losePower: async (happens) => {
      const server = serverOf(folder);
      happens();
      gateway.kill('SIGKILL');
      await killServer(server);
      await gateway.ended;
    },
    start: async () => {
      gateway = await begin();
      cluster = await find();
    },
    close: onInterrupt(async () => {
      gateway.kill('SIGTERM');
      await gateway.ended;
    }),
  };
};

/** Does something to an installation and its disk; nothing, and says so, where no disk can be mounted. */
export const onSmallDisk = async (
  options: DrillOptions,
  work: (installation: Installation, disk: SmallDisk, options: DrillOptions) => Promise<DrillResult>,
): Promise<DrillResult> => {
  const disk = mountSmallDisk();
  if (typeof disk === 'string') {
    options.say(`Nothing was tried: a disk cannot be mounted here (${disk}).`);
    return { trials: [], seen: [['disk', `cannot be mounted here: ${disk}`]] };
  }
  const removeDisk = onInterrupt(disk.remove);
  try {
    const installation = await openInstallation(disk);
    return await work(installation, disk, options).finally(installation.close);
  } finally {
    await removeDisk();
  }
};
