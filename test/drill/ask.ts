import { Client } from 'pg';

/** Asks a database on a connection of its own. */
export const ask = async <Row>(url: string, statement: string): Promise<readonly Row[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows as Row[];
  } finally {
    await client.end();
  }
};
