import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../gateway/src/database/open-database.ts';
import type { DatabaseAddresses } from '../../gateway/src/database/own-cluster.ts';
import type { StatementListener } from '../../gateway/src/database/tenant-pool.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import type { Template } from './global-database.ts';
import type { Line } from './line.ts';

/** A migrated, empty database that no other test sees. */
export interface TestDatabase extends DatabaseAddresses {
  /** It, opened as the gateway opens its own. */
  readonly database: Database;
  /** Connects as superuser. */
  readonly superuserUrl: string;
  /** Asks as superuser, whom row level security does not hold: sees the rows of every tenant. */
  readonly inspect: <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Runs work of the gateway bound to a tenant, as its requests are. */
  readonly inTenant: <Result>(tenant: { readonly uuid: string }, work: () => PromiseLike<Result>) => Promise<Result>;
  /** Closes and drops it. */
  readonly close: () => Promise<void>;
}

const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

const asSuperuser = async (url: string, statement: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A database in which nothing was made yet. */
export type BlankDatabase = Pick<TestDatabase, 'ownerUrl' | 'gatewayUrl' | 'inspect' | 'close'>;

const inspectorOf = (superuser: Pool): TestDatabase['inspect'] => {
  superuser.on('error', () => undefined);
  return async <Row>(statement: string, values: readonly unknown[] = []) => {
    const { rows } = await superuser.query(statement, [...values]);
    return rows as Row[];
  };
};

/** A database without a table; close it when it is done with. */
export async function createBlankDatabase(): Promise<BlankDatabase> {
  const template: Template = inject('template');
  const name = `blank_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(template.superuserUrl, `create database ${name} owner kinerja_owner`);
  const superuser = new Pool({ connectionString: named(template.superuserUrl, name), max: 1, allowExitOnIdle: true });
  return {
    ownerUrl: named(template.ownerUrl, name),
    gatewayUrl: named(template.gatewayUrl, name),
    inspect: inspectorOf(superuser),
    close: async () => {
      await superuser.end();
      await asSuperuser(template.superuserUrl, `drop database ${name}`);
    },
  };
}

/**
 * A copy of the migrated database of this run (global-database.ts); `await` it in `beforeAll` and close it in `afterAll`.
 *
 * @param onStatement sees each statement on tenant data before it is sent; `line` is what it is opened over, directly by default.
 */
export async function createTestDatabase(onStatement?: StatementListener, line?: Line): Promise<TestDatabase> {
  const template: Template = inject('template');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(template.superuserUrl, `create database ${name} template kinerja owner kinerja_owner`);
  const over = line?.over ?? ((url: string) => url);
  const ownerUrl = over(named(template.ownerUrl, name));
  const gatewayUrl = over(named(template.gatewayUrl, name));
  const database = await openDatabase({ ownerUrl, gatewayUrl }, onStatement);
  const superuserUrl = named(template.superuserUrl, name);
  const superuser = new Pool({ connectionString: superuserUrl, max: 1, allowExitOnIdle: true });
  return {
    database,
    superuserUrl,
    ownerUrl,
    gatewayUrl,
    inspect: inspectorOf(superuser),
    inTenant: ({ uuid }, work) => withTenant(uuid, work),
    close: async () => {
      await Promise.all([database.close(), superuser.end()]);
      // Waits for connections that are just being closed; forced, they would end with an error that nobody catches.
      await asSuperuser(template.superuserUrl, `drop database ${name}`);
    },
  };
}
