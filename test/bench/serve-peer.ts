// A process that serves another library's GraphQL.
import { serveMercurius } from './mercurius-server.ts';
import { serveForParent } from './serve-for-parent.ts';

await serveForParent(serveMercurius);
