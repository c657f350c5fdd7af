import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import { mercurius } from 'mercurius';
import { Pool } from 'pg';
import { READ_BOARD } from '../../gateway/src/leaderboard/read-board.ts';

/** A peer: a GraphQL server that compiles its documents, over `pg`, with the schema and the statement of the gateway. */
export interface MercuriusBoard {
  readonly kind: 'mercurius';
  readonly gatewayUrl: string;
  readonly tenantId: string;
  readonly values: readonly unknown[];
}

const SDL = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');

/** The board with every field that the widget asks for; words are constants, as they are not what is measured. */
const readBoard = async (pool: Pool, values: readonly unknown[]) => {
  const { rows } = await pool.query({ ...READ_BOARD, values: [...values] });
  const [board] = rows;
  return {
    ...board,
    periodLabel: '',
    closed: true,
    explanation: '',
    sampleData: false,
    rows: rows
      .filter(({ withheld }) => withheld === null)
      .map((row) => ({
        ...row,
        unit: { name: row.name },
        gradeLabel: '',
        bandLabel: '',
        interval: { lower: row.lower, upper: row.upper },
        rank: row.rankFrom === null ? null : { from: row.rankFrom, to: row.rankTo, of: row.rankOf },
      })),
    withheld: rows.filter(({ withheld }) => withheld !== null).map(({ name }) => ({ unit: { name }, explanation: '' })),
  };
};

export const serveMercurius = async ({ gatewayUrl, tenantId, values }: MercuriusBoard) => {
  const pool = new Pool({ connectionString: gatewayUrl, options: `-c app.tenant=${tenantId}`, max: 10 });
  const app = fastify();
  await app.register(mercurius, {
    schema: SDL,
    resolvers: {
      Query: { tenant: () => ({ name: '', timeZone: '' }) },
      Tenant: { unitLeaderboard: () => readBoard(pool, values) },
    },
    jit: 1,
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    address,
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
};
