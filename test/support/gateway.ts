import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect } from 'vitest';
import { openCompanions } from '../../gateway/src/companions.ts';
import { type Config, loadConfig } from '../../gateway/src/config.ts';
import type { Database } from '../../gateway/src/database/open-database.ts';
import type { StatementListener } from '../../gateway/src/database/tenant-pool.ts';
import { createServer } from '../../gateway/src/server.ts';
import { type Clock, createClock } from './clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import type { Line } from './line.ts';
import { type SeededTenant, seedTenant, type TenantSeed } from './tenant.ts';

/** What a gateway is started with on a database that is open. */
export interface ServeOptions<Seeds> {
  /** What its clock shows at first; a quiet afternoon in the middle of a quarter, by default. */
  readonly now?: string;
  readonly mode?: Config['mode'];
  readonly limitSubmits?: boolean;
  /** Whether ad-hoc documents spend a budget; false by default, as all of a test come from one address. */
  readonly limitQueries?: boolean;
  readonly responseCache?: boolean;
  /** `TRUSTED_PROXIES`. */
  readonly trustedProxies?: string;
  /** `PUBLIC_URL`; `''` for none. */
  readonly publicUrl?: string;
  /** Finds the addresses of names that webhooks go to; the resolver of the machine by default. */
  readonly resolveName?: NonNullable<Parameters<typeof createServer>[0]['resolveName']>;
  /** Whether work that comes back every few seconds begins by itself; true by default. */
  readonly rounds?: boolean;
  /** `REDIS_URL`; none by default. */
  readonly redisUrl?: string;
  /** `METRICS_PORT`; none by default. */
  readonly metricsPort?: number;
  /** `SUBGRAPH`; false by default. */
  readonly subgraph?: boolean;
  readonly logRequest?: Parameters<typeof createServer>[0]['logRequest'];
  /** Regional governments that exist before it starts, by the name the test gives them. */
  readonly tenants?: Seeds;
}

/** What a gateway under test is started with. */
export interface GatewayOptions<Seeds> extends ServeOptions<Seeds> {
  /** Sees each statement on tenant data before it is sent: of what the test does alone, as work in rounds waits for `tick` then. */
  readonly onStatement?: StatementListener;
  /** What it reaches its database over; directly, by default. */
  readonly line?: Line;
}

/** What a document costs, as its answer tells. */
export interface ToldCost {
  readonly requested: Readonly<Record<'complexity' | 'depth' | 'breadth', number>>;
  readonly maximum: Readonly<Record<'complexity' | 'depth' | 'breadth', number>>;
  /** Points that are left to whoever asks, where budgets are kept. */
  readonly remaining?: number;
}

/** What came back from `/graphql`. */
export interface Answer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string };
  }[];
  readonly extensions?: { readonly cost?: ToldCost };
}

/** A gateway that serves on a free port, with a clock that the test moves. */
export interface ServedGateway<Names extends string = string> {
  readonly address: string;
  readonly clock: Clock;
  readonly tenants: Readonly<Record<Names, SeededTenant>>;
  /** Closes periods whose time has come and lets running figures catch up, as happens every few seconds. */
  readonly tick: () => Promise<void>;
  /** Sends a document by POST; again while the gateway is busy, as its clients do. */
  readonly ask: <Data = never>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer<Data>>;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Faults that were masked since the last call. Those that no test takes fail the file: none is ever expected. */
  readonly takeFaults: () => readonly string[];
  /** Stops it before its time, after it has said so for a while. */
  readonly stop: (announceMs?: number) => Promise<void>;
}

/** A gateway with a database of its own. */
export interface TestGateway<Names extends string = string> extends ServedGateway<Names> {
  readonly database: TestDatabase;
}

type Seeds = Readonly<Record<string, TenantSeed>>;

/** How often a document is sent again while the gateway is busy, and after how long. */
const PATIENCE = { times: 50, milliseconds: 100 } as const;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const askAt =
  (address: string): ServedGateway['ask'] =>
  async (query, variables = {}, headers = {}) => {
    const send = () =>
      fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
    let response = await send();
    for (let sent = 1; response.status === 503 && sent <= PATIENCE.times; sent += 1) {
      await sleep(PATIENCE.milliseconds);
      response = await send();
    }
    const { errors = [], ...answer } = (await response.json()) as Pick<Answer<never>, 'data' | 'extensions'> &
      Partial<Pick<Answer<never>, 'errors'>>;
    return { status: response.status, headers: response.headers, errors, ...answer };
  };

const configOf = ({
  mode = 'demo',
  trustedProxies = '',
  publicUrl = 'https://kinerja.example.go.id',
  redisUrl,
  metricsPort,
  subgraph = false,
}: ServeOptions<Seeds>): Config =>
  loadConfig(
    {
      PORT: '0',
      DEMO: '0',
      MODE: mode,
      DATA_DIR: ROOT,
      TRUSTED_PROXIES: trustedProxies,
      PUBLIC_URL: publicUrl,
      WEBHOOK_LOOPBACK: '1',
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
      SUBGRAPH: subgraph ? '1' : '0',
      ...(metricsPort !== undefined && { METRICS_PORT: String(metricsPort) }),
    },
    ROOT,
  );

/**
 * Starts a gateway on an open database.
 *
 * @param whenDone is given what ends both, as `afterAll` or `onTestFinished` take it.
 */
export async function startGatewayOn<const Given extends Seeds = Record<string, never>>(
  opened: { readonly database: Database; readonly close: () => Promise<void> },
  options: ServeOptions<Given>,
  whenDone: (end: () => Promise<void>) => void,
): Promise<ServedGateway<keyof Given & string>> {
  const clock = createClock(options.now ?? '2026-08-19T07:00:00Z');
  const tenants: Record<string, SeededTenant> = {};
  for (const [name, seed] of Object.entries(options.tenants ?? {}))
    tenants[name] = await seedTenant(opened.database, seed);
  let faults: string[] = [];
  const takeFaults = () => {
    const taken = faults;
    faults = [];
    return taken;
  };
  const config = configOf(options);
  const companions = await openCompanions(config, opened.database, () => undefined);
  const server = await createServer({
    config,
    database: opened.database,
    companions,
    now: clock.now,
    logError: (error) => faults.push(String(error)),
    limitQueries: options.limitQueries ?? false,
    ...(options.limitSubmits !== undefined && { limitSubmits: options.limitSubmits }),
    ...(options.resolveName !== undefined && { resolveName: options.resolveName }),
    ...(options.rounds !== undefined && { rounds: options.rounds }),
    ...(options.logRequest !== undefined && { logRequest: options.logRequest }),
    ...(options.responseCache !== undefined && { responseCache: options.responseCache }),
  });
  const address = await server.listen();
  let stopped: Promise<void> | undefined;
  const stop = (announceMs = 0) => {
    stopped ??= server.close({ announceMs });
    return stopped;
  };
  whenDone(async () => {
    await stop();
    await companions.close();
    await opened.close();
    expect(takeFaults()).toEqual([]);
  });
  return {
    address,
    clock,
    tenants: tenants as Record<keyof Given & string, SeededTenant>,
    tick: server.tick,
    fetch: (path, init) => fetch(`${address}${path}`, init),
    ask: askAt(address),
    takeFaults,
    stop,
  };
}

/** Starts a gateway for the tests of one file; `await` it at the top of the file. It closes by itself. */
export async function startGateway<const Given extends Seeds = Record<string, never>>(
  options: GatewayOptions<Given> = {},
): Promise<TestGateway<keyof Given & string>> {
  const database = await createTestDatabase(options.onStatement, options.line);
  const rounds = options.onStatement === undefined;
  return { database, ...(await startGatewayOn(database, { rounds, ...options }, afterAll)) };
}
