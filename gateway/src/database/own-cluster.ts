import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findPostgresPrograms, type PostgresPrograms, programIn } from './postgres-programs.ts';
import { diskFull, SetupError } from './setup-error.ts';
import { type Account, runnableBy, unprivilegedAccount } from './unprivileged-account.ts';

/** What is written beside the cluster, readable by its owner only. */
interface ClusterRecord extends Pick<PostgresPrograms, 'engine' | 'major'> {
  readonly passwords: { readonly superuser: string; readonly owner: string; readonly gateway: string };
  /** Port of the last start. */
  readonly port?: number;
}

/** Addresses of a running database. */
export interface DatabaseAddresses {
  /** Connects as the owner of the tables: for migrations only. */
  readonly ownerUrl: string;
  /** Connects as the gateway's role, which owns nothing. */
  readonly gatewayUrl: string;
}

/** Addresses of a database on a server of our own. */
export interface ClusterAddresses extends DatabaseAddresses {
  /** Connects as the superuser, to no database of the gateway: to make further ones, as tests do. */
  readonly superuserUrl: string;
}

/** The gateway's database on a server of our own, as superuser. */
export const asSuperuser = ({ superuserUrl }: Pick<ClusterAddresses, 'superuserUrl'>): string =>
  Object.assign(new URL(superuserUrl), { pathname: '/kinerja' }).href;

/** What happens when a server ends by itself, as after a full disk or when it was killed. */
export interface Keeper {
  /** Told once about each end, and about the reason when the server does not start. */
  readonly onEnd: (reason?: unknown) => void;
  /** Looks at a database that has recovered, before anybody is served by it; a {@link SetupError} says why nobody must be. */
  readonly verify: (addresses: ClusterAddresses) => Promise<void>;
  /** Told why; the server is not started again. */
  readonly onRefused: (reason: unknown) => void;
}

/** A running database server of our own. */
export interface OwnCluster extends ClusterAddresses {
  readonly programs: Pick<PostgresPrograms, 'engine' | 'major'>;
  /** Whether it was stopped without warning before, and has brought itself up to its last commit at this start. */
  readonly hasRecovered: boolean;
  /** Starts the server again whenever it ends, until `stop`. */
  readonly keepRunning: (keeper: Keeper) => void;
  readonly stop: () => Promise<void>;
}

const START_SECONDS = 60;
const LOOK_MS = 1_000;
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=100',
  'shared_buffers=128MB',
  'password_encryption=scram-sha-256',
  'log_min_messages=warning',
  'timezone=UTC',
];

const recordFile = (dataDir: string) => join(dataDir, 'database.json');
const clusterFolder = (dataDir: string) => join(dataDir, 'postgres');

const readRecord = (dataDir: string): ClusterRecord | undefined => {
  try {
    return JSON.parse(readFileSync(recordFile(dataDir), 'utf8')) as ClusterRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const writeRecord = (dataDir: string, record: ClusterRecord) => {
  const file = recordFile(dataDir);
  const draft = `${file}.${process.pid}`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(handle, JSON.stringify(record, undefined, 2));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
};

const addresses = ({ passwords, port }: ClusterRecord): ClusterAddresses => {
  const url = (user: string, password: string, database: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
  return {
    superuserUrl: url('postgres', passwords.superuser, 'postgres'),
    ownerUrl: url('kinerja_owner', passwords.owner, 'kinerja'),
    gatewayUrl: url('kinerja_gateway', passwords.gateway, 'kinerja'),
  };
};

/** Paths as another account can use them, and the open files that make it so. */
interface Handed {
  readonly paths: readonly string[];
  /** To be handed to the program as its descriptors 3, 4, … */
  readonly descriptors: readonly number[];
}

/**
 * Hands paths to a program. The account it runs as may be shut out of the folders above (root's home is closed): then the
 * paths are opened here and handed over, and Linux offers them to the program under names of its own.
 */
const hand = (account: Account | undefined, ...paths: readonly string[]): Handed => {
  if (account === undefined || process.platform !== 'linux') return { paths, descriptors: [] };
  return {
    paths: paths.map((_, place) => `/proc/self/fd/${place + 3}`),
    descriptors: paths.map((path) => openSync(path, 'r')),
  };
};

/** Where the programs begin: a folder that every account may enter. */
const NEUTRAL_FOLDER = process.platform === 'win32' ? undefined : '/';

const lastWords = (text: string) =>
  text
    .split('\n')
    .filter((line) => /FATAL|PANIC|ERROR|error|could not/.test(line))
    .at(-1) ??
  text.trim().split('\n').at(-1) ??
  '';

const initialise = (dataDir: string, programs: PostgresPrograms, account: Account | undefined, password: string) => {
  // Remains of a first start that was interrupted.
  for (const name of readdirSync(dataDir))
    if (name.startsWith('initialising-')) rmSync(join(dataDir, name), { recursive: true, force: true });
  const draft = join(dataDir, `initialising-${process.pid}`);
  const cluster = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== undefined)
    for (const path of [draft, cluster, passwordFile]) chownSync(path, account.uid, account.gid);
  const {
    paths: [handedCluster, handedPassword],
    descriptors,
  } = hand(account, cluster, passwordFile);
  const locale = programs.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const result = spawnSync(
    programIn(programs.bin, 'initdb'),
    [
      `--pgdata=${handedCluster}`,
      `--pwfile=${handedPassword}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
      ...locale,
    ],
    {
      ...account,
      cwd: NEUTRAL_FOLDER,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe', ...descriptors],
    },
  );
  for (const descriptor of descriptors) closeSync(descriptor);
  if (result.status !== 0) {
    const output = `${result.stdout}${result.stderr}${result.error ?? ''}`;
    rmSync(draft, { recursive: true, force: true });
    throw diskFull(output, dataDir) ?? new SetupError(`The database could not be initialised: ${lastWords(output)}`);
  }
  renameSync(cluster, clusterFolder(dataDir));
  rmSync(draft, { recursive: true, force: true });
};

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 2000,
    application_name: 'kinerja-start',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false; // not there, or not ready yet: the caller asks again or starts one
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** The server's process, when one runs on this folder. */
const runningServer = (dataDir: string): number | undefined => {
  try {
    const pid = Number(readFileSync(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 0 : undefined;
  }
};

/** What the server logs at a start after it was not stopped in order; it speaks English (`LC_ALL`). */
const RECOVERED = /database system was (?:not properly shut down|interrupted)/;

/** Whether it had to recover. */
const launch = async (
  dataDir: string,
  programs: PostgresPrograms,
  account: Account | undefined,
  record: ClusterRecord,
): Promise<boolean> => {
  const log = join(dataDir, 'postgres.log');
  const settings = [...SETTINGS, `port=${record.port}`].flatMap((setting) => ['-c', setting]);
  const start = ({ paths: [cluster = ''], descriptors }: Handed, sink: number) =>
    spawn(programIn(programs.bin, 'postgres'), ['-D', cluster, ...settings], {
      ...account,
      cwd: NEUTRAL_FOLDER,
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      // A group of its own: Ctrl-C in the terminal must reach the gateway first, which then stops the server.
      detached: true,
      stdio: ['ignore', sink, sink, ...descriptors],
    });
  const sink = openSync(log, 'w', 0o600);
  const opened = [sink];
  let server: ReturnType<typeof start>;
  try {
    const handed = hand(account, clusterFolder(dataDir));
    opened.push(...handed.descriptors);
    server = start(handed, sink);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
  let ended: string | undefined;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', () => {
    ended ??= 'its process ended';
  });
  server.unref();
  const { superuserUrl } = addresses(record);
  for (let waited = 0; waited < START_SECONDS * 1000; waited += 25) {
    if (ended !== undefined) {
      const said = readFileSync(log, 'utf8');
      throw (
        diskFull(`${ended}\n${said}`, dataDir) ??
        new SetupError(`The database did not start: ${lastWords(said) || ended}`)
      );
    }
    if (await answers(superuserUrl)) return RECOVERED.test(readFileSync(log, 'utf8'));
    await sleep(25);
  }
  throw new SetupError(`The database did not answer within ${START_SECONDS} seconds; see ${log}.`);
};

/** Makes the two roles and the database; finds them made at every later start. */
const prepare = async (record: ClusterRecord) => {
  const client = new Client({ connectionString: addresses(record).superuserUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ['kinerja_owner', record.passwords.owner],
      ['kinerja_gateway', record.passwords.gateway],
    ]) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0)
        await client.query(
          `create role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls password '${password}'`,
        );
    }
    const { rowCount } = await client.query("select from pg_database where datname = 'kinerja'");
    if (rowCount === 0) await client.query('create database kinerja owner kinerja_owner');
  } finally {
    await client.end();
  }
};

const stopServer = async (dataDir: string) => {
  const pid = runningServer(dataDir);
  if (pid === undefined || pid === 0) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 30_000 && runningServer(dataDir) === pid; waited += 20) await sleep(20);
};

/** Connects to the cluster that another process (a running gateway) keeps in this folder, when there is one. */
export const joinOwnCluster = async (dataDir: string): Promise<ClusterAddresses | undefined> => {
  const record = readRecord(dataDir);
  if (record?.port === undefined || runningServer(dataDir) === undefined) return undefined;
  const found = addresses(record);
  return (await answers(found.superuserUrl)) ? found : undefined;
};

/** Whether a server outlived its gateway; one that is still recovering is waited for. */
const outlived = async (dataDir: string) => {
  for (let waited = 0; waited < START_SECONDS * 1000; waited += 50) {
    if (runningServer(dataDir) === undefined) return false;
    if ((await joinOwnCluster(dataDir)) !== undefined) return true;
    await sleep(50);
  }
  return false;
};

interface Launch {
  readonly programs: PostgresPrograms;
  readonly account: Account | undefined;
  readonly record: ClusterRecord;
}

/** On a port that nobody knows first: a database that has recovered is verified before anybody is served by it. */
const startVerified = async (
  dataDir: string,
  { programs, account, record }: Launch,
  { verify, onRefused }: Keeper,
): Promise<'started' | 'refused'> => {
  const aside = { ...record, port: await freePort() };
  writeRecord(dataDir, aside);
  const hasRecovered = await launch(dataDir, programs, account, aside);
  try {
    if (hasRecovered) await verify(addresses(aside));
  } catch (reason) {
    await stopServer(dataDir);
    // Anything else kept it from being looked at, as a disk that is full again.
    if (!(reason instanceof SetupError)) throw reason;
    onRefused(reason);
    return 'refused';
  }
  await stopServer(dataDir);
  writeRecord(dataDir, record);
  await launch(dataDir, programs, account, record);
  return 'started';
};

/** Looks every second whether the server of a data folder runs, and starts it when it does not; gives the way to stop. */
const watchServer = (dataDir: string, start: () => Promise<'started' | 'refused'>, { onEnd }: Keeper) => {
  let starting: Promise<void> | undefined;
  let isTold = false;
  const startAgain = async () => {
    if (!isTold) onEnd();
    try {
      if ((await start()) === 'refused') clearInterval(timer);
      isTold = false;
    } catch (reason) {
      if (!isTold) onEnd(reason);
      isTold = true;
    }
    starting = undefined;
  };
  const look = () => {
    if (starting === undefined && runningServer(dataDir) === undefined) starting = startAgain();
  };
  const timer = setInterval(look, LOOK_MS).unref();
  return async () => {
    clearInterval(timer);
    await starting;
  };
};

/**
 * Starts the database server of this data folder; the folder must be locked by the caller. Makes the cluster at the
 * first start, in a draft that is renamed when complete; takes over a server that outlived its gateway.
 *
 * @throws {SetupError} when it cannot start, in one sentence.
 */
export const startOwnCluster = async (dataDir: string, postgresBin?: string): Promise<OwnCluster> => {
  const account = unprivilegedAccount();
  const recorded = readRecord(dataDir);
  const isNew = recorded === undefined || !existsSync(clusterFolder(dataDir));
  const programs = runnableBy(account, findPostgresPrograms(postgresBin, isNew ? undefined : recorded));
  const secret = () => randomBytes(24).toString('base64url');
  let record: ClusterRecord = {
    ...(recorded ?? { passwords: { superuser: secret(), owner: secret(), gateway: secret() } }),
    ...(isNew
      ? { engine: programs.engine, major: programs.major }
      : { engine: recorded.engine, major: recorded.major }),
  };
  if (isNew) {
    writeRecord(dataDir, record);
    initialise(dataDir, programs, account, record.passwords.superuser);
  }
  let hasRecovered = false;
  if (isNew || !(await outlived(dataDir))) {
    record = { ...record, port: await freePort() };
    writeRecord(dataDir, record);
    hasRecovered = await launch(dataDir, programs, account, record);
  }
  await prepare(record);
  let unwatch: (() => Promise<void>) | undefined;
  return {
    ...addresses(record),
    programs: { engine: programs.engine, major: programs.major },
    hasRecovered,
    keepRunning: (keeper) => {
      unwatch ??= watchServer(dataDir, () => startVerified(dataDir, { programs, account, record }, keeper), keeper);
    },
    stop: async () => {
      await unwatch?.();
      await stopServer(dataDir);
    },
  };
};
