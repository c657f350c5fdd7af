import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterAll, inject } from 'vitest';

/** The line between a gateway and the database server, which a test can cut. */
export interface Line {
  /** The address of a database on the server, over this line. */
  readonly over: (url: string) => string;
  /** As when the server stops: open connections end, new ones are refused. */
  readonly cut: () => Promise<void>;
  /** As when it is there again. */
  readonly mend: () => Promise<void>;
}

const listen = (server: Server, port: number) =>
  new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** Opens a line to the database server of this run for the tests of one file; `await` it at the top of the file. */
export async function openLine(): Promise<Line> {
  const { hostname, port: serverPort } = new URL(inject('template').gatewayUrl);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  };
  const open = () =>
    createServer((near) => {
      const far = createConnection(Number(serverPort), hostname);
      keep(near);
      keep(far);
      near.pipe(far).pipe(near);
    });
  let server = open();
  const port = await listen(server, 0);
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  afterAll(cut);
  return {
    over: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    cut,
    mend: async () => {
      server = open();
      await listen(server, port);
    },
  };
}
