import type { Request } from 'autocannon';
import { Client } from 'pg';
import { openDatabase } from '../../gateway/src/database/open-database.ts';
import type { DatabaseAddresses, OwnCluster } from '../../gateway/src/database/own-cluster.ts';
import { createDatabase, type RatedRegions, type VisitedRegion } from './databases.ts';
import { compare, type Figures, type LoadOptions, MOST_PER_SECOND, type Side, type Waits, waitAtRate } from './load.ts';
import { createRegion, KIND, type Region } from './region.ts';
import { boardByText, boardRequest, inTurn, serviceTimeRequest, submitRequest } from './requests.ts';
import { startServer } from './server-process.ts';

/** The gateway beside a bare handler. */
export interface Comparison {
  readonly gateway: Figures;
  readonly bare: Figures;
  /** Both asked half as often as the gateway can answer, or as often as the bench can ask. */
  readonly atHalf: { readonly perSecond: number; readonly gateway: Waits; readonly bare: Waits };
}

const LOAD: LoadOptions = { connections: 32, rounds: 5, seconds: 4 };

interface Sides {
  readonly gateway: Side;
  readonly bare: Side;
}

const compareAtHalf = async (
  { gateway, bare }: Sides,
  { rate }: Pick<Figures, 'rate'>,
  load: LoadOptions,
): Promise<Comparison['atHalf']> => {
  const perSecond = Math.min(rate / 2, MOST_PER_SECOND);
  return {
    perSecond,
    gateway: await waitAtRate(gateway, perSecond, load),
    bare: await waitAtRate(bare, perSecond, load),
  };
};

/** Both under all the load they can take, and under half of what the gateway can. */
const compareWithBare = async (sides: Sides, load: LoadOptions = LOAD): Promise<Comparison> => {
  const figures = await compare(sides, load);
  return { ...figures, atHalf: await compareAtHalf(sides, figures.gateway, load) };
};

/** What a submit must leave behind, counted in the tables themselves. */
const countStored = async (ownerUrl: string, tenantId: string) => {
  const client = new Client({ connectionString: ownerUrl, options: `-c app.tenant=${tenantId}` });
  await client.connect();
  try {
    const { rows } = await client.query<{ feedback: number; tallied: number; audited: number }>(
      `select (select count(*)::integer from feedback) as feedback, (select sum(ratings)::integer from tally) as tallied,
              (select count(*)::integer from audit_event) as audited`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
};

/**
 * Submits of nine elements, each to a service of another unit in turn; either side in a region of its own.
 *
 * @param connections how many submit at the same time.
 */
export const compareSubmits = async (cluster: OwnCluster, connections = LOAD.connections): Promise<Comparison> => {
  const addresses = await createDatabase(cluster, `submitted_${connections}`);
  const database = await openDatabase(addresses);
  const regions = { gateway: await createRegion(database, '99.01'), bare: await createRegion(database, '99.02') };
  await database.close();
  const gateway = await startServer('gateway', { kind: 'gateway', addresses, responseCache: true });
  const bare = await startServer('bare-submit', {
    kind: 'submit',
    gatewayUrl: addresses.gatewayUrl,
    tenantId: regions.bare.tenantId,
  });
  try {
    const figures = await compareWithBare(
      {
        gateway: { server: gateway, request: submitRequest(regions.gateway) },
        bare: { server: bare, request: submitRequest(regions.bare) },
      },
      { ...LOAD, connections },
    );
    for (const side of ['gateway', 'bare'] as const) {
      const stored = await countStored(addresses.ownerUrl, regions[side].tenantId);
      const { answered } = figures[side];
      // Those under way when a round ended may be stored without an answer.
      if (stored === undefined || Math.min(stored.feedback, stored.tallied, stored.audited) < answered)
        throw new Error(`${side}: ${answered} submits were acknowledged, and stored are ${JSON.stringify(stored)}.`);
    }
    return figures;
  } finally {
    await gateway.stop();
    await bare.stop();
  }
};

/** The board of the last closed quarter, computed for every request. */
export const compareBoards = async ({ addresses, regions: [region], quarter }: RatedRegions): Promise<Comparison> => {
  const gateway = await startServer('gateway-uncached', { kind: 'gateway', addresses, responseCache: false });
  const bare = await startServer('bare-board', {
    kind: 'board',
    gatewayUrl: addresses.gatewayUrl,
    tenantId: region.tenantId,
    values: [region.tenantId, KIND, quarter, true],
  });
  const request = boardRequest(region);
  try {
    return await compareWithBare({ gateway: { server: gateway, request }, bare: { server: bare, request } });
  } finally {
    await gateway.stop();
    await bare.stop();
  }
};

/** The same board from memory, against the same answer written as JSON, and against mercurius, which reads it each time. */
export const compareCached = async ({
  addresses,
  regions: [region],
  quarter,
}: RatedRegions): Promise<Comparison & { readonly mercurius: Figures }> => {
  const request = boardRequest(region);
  const gateway = await startServer('gateway-cached', { kind: 'gateway', addresses, responseCache: true });
  const answer = await fetch(`${gateway.address}${request.path}`, { headers: request.headers });
  const bare = await startServer('bare-answer', { kind: 'answer', answer: await answer.json() });
  const mercurius = await startServer('mercurius', {
    kind: 'mercurius',
    gatewayUrl: addresses.gatewayUrl,
    tenantId: region.tenantId,
    values: [region.tenantId, KIND, quarter, true],
  });
  try {
    const sides = { gateway: { server: gateway, request }, bare: { server: bare, request } };
    const figures = await compare({ ...sides, mercurius: { server: mercurius, request: boardByText(region) } }, LOAD);
    return { ...figures, atHalf: await compareAtHalf(sides, figures.gateway, LOAD) };
  } finally {
    await gateway.stop();
    await bare.stop();
    await mercurius.stop();
  }
};

/** Few enough that an answer waits for its own work, not in a queue. */
const LATENCY: LoadOptions = { connections: 2, rounds: 5, seconds: 4 };

/** One request, uncached, to gateways that differ only in how much is stored. */
const compareStored = async (
  stored: readonly { readonly addresses: DatabaseAddresses; readonly request: Request }[],
): Promise<readonly Figures[]> => {
  const servers = [];
  try {
    for (const { addresses, request } of stored) {
      const served = { kind: 'gateway', addresses, responseCache: false } as const;
      servers.push({ server: await startServer(`gateway-${servers.length}`, served), request });
    }
    return Object.values(
      await compare(Object.fromEntries(servers.map((side, place) => [`size ${place}`, side])), LATENCY),
    );
  } finally {
    for (const { server } of servers) await server.stop();
  }
};

/** What is asked of the regions in turn. */
const compareRegions = (
  rated: readonly RatedRegions[],
  requestFor: (region: Region) => Request,
): Promise<readonly Figures[]> =>
  compareStored(
    rated.map(({ addresses, regions: [first, ...others] }) => ({
      addresses,
      request: inTurn([requestFor(first), ...others.map(requestFor)]),
    })),
  );

/** The uncached board of gateways that differ only in how many ratings or regions they have. */
export const compareStoredBoards = (rated: readonly RatedRegions[]): Promise<readonly Figures[]> =>
  compareRegions(rated, boardRequest);

/** Submits to gateways that differ only in how many ratings or regions they have. */
export const compareStoredSubmits = (rated: readonly RatedRegions[]): Promise<readonly Figures[]> =>
  compareRegions(rated, submitRequest);

/** How long a service takes, of regions that differ only in how many visits it had. */
export const compareVisits = (visited: readonly VisitedRegion[]): Promise<readonly Figures[]> =>
  compareStored(visited.map(({ addresses, region }) => ({ addresses, request: serviceTimeRequest(region) })));
