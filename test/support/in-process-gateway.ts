import inject from 'light-my-request';
import { createOutboundAddresses } from '../../gateway/src/access/outbound-address.ts';
import { sealEvents } from '../../gateway/src/audit/seal-events.ts';
import type { Context } from '../../gateway/src/context.ts';
import type { Database } from '../../gateway/src/database/open-database.ts';
import { withTenant } from '../../gateway/src/database/tenant-scope.ts';
import { createClientAddress, HttpFailure, sendText, TakenExchange } from '../../gateway/src/http/exchange.ts';
import { createGate } from '../../gateway/src/http/gate.ts';
import { loadTrustedDocuments } from '../../gateway/src/http/graphql-documents.ts';
import { createGraphqlRoute } from '../../gateway/src/http/graphql-route.ts';
import { closeDuePeriods } from '../../gateway/src/leaderboard/close-due-periods.ts';
import { keepFiguresRunning } from '../../gateway/src/leaderboard/keep-figures-running.ts';
import { schema } from '../../gateway/src/schema.ts';
import { openTenantDirectory } from '../../gateway/src/tenant/tenant-directory.ts';

/** A request to `/graphql` and what came back, without a connection. */
export interface PostedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
export interface PostedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The gateway's code without a listener: what it does, it does when it is called. */
export interface InProcessGateway {
  readonly post: (request: PostedRequest) => Promise<PostedAnswer>;
  /** Closes periods whose time has come, as happens every few seconds. */
  readonly closePeriods: () => Promise<void>;
  /** Chains the audit trail, as happens every second. */
  readonly chainEvents: () => Promise<void>;
}

interface InProcessOptions {
  readonly database: Database;
  readonly now: () => Date;
  /** Told about every fault that was masked. */
  readonly onFault: (error: unknown) => void;
}

/** As many as `server.ts` lets in. */
const AT_ONCE = 64;

/**
 * The route of a gateway as `server.ts` makes it, for one gateway after the other: it remembers parsed documents, and nothing of what is
 * stored.
 */
export const openFrontDoor = async () => {
  let report: InProcessOptions['onFault'] = () => undefined;
  const newGate = () => createGate({ atOnce: AT_ONCE, sentence: 'crowded' });
  let gate = newGate();
  const graphql = await createGraphqlRoute({
    schema,
    documents: loadTrustedDocuments(),
    gate: { enter: (rank) => gate.enter(rank) },
    introspection: false,
    charge: null,
    cache: null,
    logError: (error) => report(error),
  });
  const addressOf = createClientAddress([]);
  const outbound = createOutboundAddresses({ loopback: false });

  /** Starts a gateway; the one before it is no more. */
  const start = async ({ database, now, onFault }: InProcessOptions): Promise<InProcessGateway> => {
    report = onFault;
    gate = newGate();
    const tenants = await openTenantDirectory(database.directory);
    const running = keepFiguresRunning(database.pool, tenants, now, () => undefined);
    const contextFor = (exchange: TakenExchange): Context => ({
      db: database,
      tenants,
      now,
      caller: { address: exchange.address, origin: null, channel: 'API' },
      viewer: null,
      client: null,
      submitLimit: null,
      guessLimit: null,
      visitCodeLimit: null,
      outbound,
      ratingStored: running.ratingStored,
    });
    const answer: inject.DispatchFunc = (request, response) => {
      const exchange = new TakenExchange(request, response, addressOf);
      graphql
        .respond(exchange, () => Promise.resolve(contextFor(exchange)))
        .catch((error: unknown) => {
          if (error instanceof HttpFailure) sendText(exchange, error.status, error.message, error.headers);
          else {
            onFault(error);
            sendText(exchange, 500, 'fault');
          }
        });
    };
    const inEach = async (
      work: (tenant: { readonly tenantId: string; readonly timeZone: string }) => Promise<unknown>,
    ) => {
      for (const tenant of tenants.all()) await withTenant(tenant.tenantId, () => work(tenant));
    };
    return {
      post: async ({ body, headers }) => {
        const said = await inject(answer, { method: 'POST', url: '/graphql', headers, payload: body });
        return {
          status: said.statusCode,
          headers: Object.fromEntries(Object.entries(said.headers).map(([name, value]) => [name, String(value)])),
          body: said.payload,
        };
      },
      closePeriods: () =>
        inEach(({ tenantId, timeZone: zone }) => closeDuePeriods(database.pool, { tenantId, zone, now: now() })),
      chainEvents: () => inEach(() => sealEvents(database.pool)),
    };
  };
  return { start };
};

export type FrontDoor = Awaited<ReturnType<typeof openFrontDoor>>;
