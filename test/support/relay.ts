import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** A line to a server, which can be cut. */
export interface Relay {
  /** The address of something on the server, over this line. */
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

/** @param target the server, asked at each connection: it may have moved. */
export const openRelay = async (target: () => Pick<URL, 'hostname' | 'port'>): Promise<Relay> => {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => other.destroy()).once('close', () => sockets.delete(socket));
  };
  const open = () =>
    createServer((near) => {
      const { hostname, port } = target();
      const far = createConnection(Number(port), hostname);
      keep(near, far);
      keep(far, near);
      near.pipe(far).pipe(near);
    });
  let server = open();
  const port = await listen(server, 0);
  return {
    over: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    mend: async () => {
      server = open();
      await listen(server, port);
    },
  };
};
