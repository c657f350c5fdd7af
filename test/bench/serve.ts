// A process that serves the gateway, or a bare handler beside it.
import type { BareServer } from './bare-servers.ts';
import type { Gateway } from './gateway.ts';
import { serveForParent } from './serve-for-parent.ts';

/** What to serve. */
export type Served = Gateway | BareServer;

await serveForParent(async (served: Served) => {
  // Each side loads what it needs: a bare handler with the gateway's libraries in memory would not be bare.
  if (served.kind === 'gateway') return (await import('./gateway.ts')).serveGateway(served);
  return (await import('./bare-servers.ts')).serveBare(served);
});
