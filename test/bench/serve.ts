// A process that serves one server and tells its parent the address, and on request what it has used.
import { once } from 'node:events';
import type { BareServer } from './bare-servers.ts';
import type { Gateway } from './gateway.ts';
import type { Told } from './server-process.ts';

/** What to serve. */
export type Served = Gateway | BareServer;

const tell = (told: Told) => process.send?.(told);

const [served] = (await once(process, 'message')) as [Served];
// Each side loads what it needs: a bare handler with the gateway's libraries in memory would not be bare.
const serve = async () => {
  if (served.kind === 'gateway') return (await import('./gateway.ts')).serveGateway(served);
  return (await import('./bare-servers.ts')).serveBare(served);
};
const { address, close } = await serve();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({ cpuMicroseconds: user + system, memoryBytes: process.memoryUsage.rss() });
});
process.once('disconnect', () => void close().then(() => process.exit(0)));
tell({ address });
