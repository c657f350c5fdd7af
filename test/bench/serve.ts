// A process that serves one server and tells its parent the address, and on request its processor time.
import { once } from 'node:events';
import { type BareServer, serveBare } from './bare-servers.ts';
import { type Gateway, serveGateway } from './gateway.ts';
import type { Told } from './server-process.ts';

/** What to serve. */
export type Served = Gateway | BareServer;

const tell = (told: Told) => process.send?.(told);

const [served] = (await once(process, 'message')) as [Served];
const { address, close } = served.kind === 'gateway' ? await serveGateway(served) : await serveBare(served);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  tell({ cpuMicroseconds: user + system });
});
process.once('disconnect', () => void close().then(() => process.exit(0)));
tell({ address });
