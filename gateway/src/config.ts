import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

/** What the gateway needs to know about its surroundings; read once, at start. */
export interface Config {
  /** Port of the public listener. */
  readonly port: number;
  /** Address of the public listener. */
  readonly host: string;
  /** A PostgreSQL server to use; absent: one of the gateway's own, in `dataDir`. */
  readonly databaseUrl?: string;
  /** A PostgreSQL server that follows that one; public answers are read from it. */
  readonly replicaUrl?: string;
  /** A Redis or Valkey server in which several gateways count together; absent: each counts for itself. */
  readonly redisUrl?: string;
  /** Folder of PostgreSQL programs for the own server, or `npm` for those that came with the packages. */
  readonly postgresBin?: string;
  /** Absolute path of the folder for everything that is kept. */
  readonly dataDir: string;
  /** Whether the five demonstration regions are loaded into an empty database. */
  readonly demo: boolean;
  readonly mode: 'demo' | 'production';
  /** Where traces are sent (OpenTelemetry's collector); absent: nothing is traced. */
  readonly tracesUrl?: string;
  /** Port of the metrics listener on 127.0.0.1; absent: none. */
  readonly metricsPort?: number;
  /** Addresses or networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** How the world reaches the gateway, without a trailing slash; absent: as each request was addressed. */
  readonly publicUrl?: string;
  /** Whether webhooks may go to the own machine and over `http`: for development and tests, never in production. */
  readonly webhookLoopback: boolean;
  /** Whether `/subgraph` answers a router of Apollo Federation. */
  readonly subgraph: boolean;
}

/** Thrown when variables are missing or wrong; its message lists all of them. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const port = (lowest: number) =>
  z
    .string()
    .regex(/^\d+$/, 'a number')
    .transform(Number)
    .refine((value) => value >= lowest && value <= 65535, `a port from ${lowest} to 65535`);

const isNetwork = (network: string) => {
  const [address = '', prefix = '0', ...rest] = network.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d+$/.test(prefix) && Number(prefix) <= bits;
};

const url = (...protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol);
      } catch {
        return false;
      }
    },
    `an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );

const Variables = z.object({
  PORT: port(0).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REPLICA_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  POSTGRES_BIN: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DEMO: z.enum(['0', '1'], '0 or 1').default('1'),
  MODE: z.enum(['demo', 'production'], '"demo" or "production"').default('demo'),
  METRICS_PORT: port(0).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http:', 'https:').optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((network) => network.trim()))
    .refine((networks) => networks.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, separated by commas')
    .default([]),
  PUBLIC_URL: url('http:', 'https:').optional(),
  WEBHOOK_LOOPBACK: z.enum(['0', '1'], '0 or 1').default('0'),
  SUBGRAPH: z.enum(['0', '1'], '0 or 1').default('0'),
});

const WITH_SECRETS = new Set(['DATABASE_URL', 'REPLICA_URL', 'REDIS_URL']);

/** A secret in a connection address must not reach a terminal or a log. */
const shown = (name: string, value: string | undefined) => {
  if (value === undefined) return 'nothing';
  return WITH_SECRETS.has(name) ? 'a value that is not' : JSON.stringify(value.slice(0, 80));
};

/**
 * Reads and checks the variables; relative paths are resolved against `cwd`.
 *
 * @throws {ConfigError} naming every wrong variable, its value and what was expected.
 */
export const loadConfig = (env: NodeJS.ProcessEnv, cwd: string): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        return `${name}: expected ${issue.message}, got ${shown(name, given[name])}`;
      }),
    );
  const { PORT, HOST, DATABASE_URL, REPLICA_URL, REDIS_URL, POSTGRES_BIN, DATA_DIR, DEMO, MODE } = parsed.data;
  const {
    METRICS_PORT,
    OTEL_EXPORTER_OTLP_ENDPOINT: tracesUrl,
    TRUSTED_PROXIES,
    PUBLIC_URL,
    WEBHOOK_LOOPBACK,
    SUBGRAPH,
  } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    ...(DATABASE_URL !== undefined && { databaseUrl: DATABASE_URL }),
    ...(REPLICA_URL !== undefined && { replicaUrl: REPLICA_URL }),
    ...(REDIS_URL !== undefined && { redisUrl: REDIS_URL }),
    ...(POSTGRES_BIN !== undefined && { postgresBin: POSTGRES_BIN }),
    dataDir: resolve(cwd, DATA_DIR),
    demo: DEMO === '1' && MODE === 'demo',
    mode: MODE,
    ...(METRICS_PORT !== undefined && { metricsPort: METRICS_PORT }),
    ...(tracesUrl !== undefined && { tracesUrl }),
    trustedProxies: TRUSTED_PROXIES,
    ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL.replace(/\/$/, '') }),
    webhookLoopback: WEBHOOK_LOOPBACK === '1' && MODE === 'demo',
    subgraph: SUBGRAPH === '1',
  };
};
