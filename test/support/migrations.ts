import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { MIGRATIONS, migrate } from '../../gateway/src/database/migrate.ts';

export { MIGRATIONS, migrate };

/** A database in which nothing was made yet. */
export interface EmptyDatabase {
  readonly ownerUrl: string;
  /** Asks as superuser. */
  readonly ask: (statement: string) => Promise<readonly Record<string, unknown>[]>;
}

const asking = async (url: string, statement: string) => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
};

/** Makes one for the running test, and drops it when the test has finished. */
export async function createEmptyDatabase(): Promise<EmptyDatabase> {
  const template = inject('template');
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  await asking(template.superuserUrl, `create database ${name} owner kinerja_owner`);
  onTestFinished(async () => {
    await asking(template.superuserUrl, `drop database ${name} with (force)`);
  });
  return { ownerUrl: named(template.ownerUrl), ask: (statement) => asking(named(template.superuserUrl), statement) };
}
