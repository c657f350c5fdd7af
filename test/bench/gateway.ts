import { createServer } from '@kinerja/gateway/server';
import { openDatabase } from '../../gateway/src/database/open-database.ts';
import type { DatabaseAddresses } from '../../gateway/src/database/own-cluster.ts';

/** The gateway as it is, but for what one lonely client would run into. */
export interface Gateway {
  readonly kind: 'gateway';
  readonly addresses: DatabaseAddresses;
  /** Whether whole public answers are kept in memory. */
  readonly responseCache: boolean;
}

export const serveGateway = async ({ addresses, responseCache }: Gateway) => {
  const database = await openDatabase(addresses);
  const told = new Set<string>();
  const tellOnce = (error: unknown) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!told.has(text)) process.stderr.write(`A fault of the gateway: ${text}\n`);
    told.add(text);
  };
  const server = await createServer({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataDir: '',
      demo: false,
      mode: 'production',
      trustedProxies: [],
      webhookLoopback: false,
      subgraph: false,
      publicUrl: 'https://kinerja.example',
    },
    database,
    responseCache,
    // All requests come from one address, which the limits would soon ask for a proof of work, or for patience.
    limitSubmits: false,
    limitQueries: false,
    logError: tellOnce,
  });
  const address = await server.listen();
  return {
    address,
    close: async () => {
      await server.close();
      await database.close();
    },
  };
};
