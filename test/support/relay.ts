import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A line to a server, which can be cut, and slow. */
export interface Relay {
  /** The address of something on the server, over this line. */
  readonly over: (url: string) => string;
  /** As when the server stops: open connections end, new ones are refused. */
  readonly cut: () => Promise<void>;
  /** As when it is there again. */
  readonly mend: () => Promise<void>;
  /** As when the server works slowly: whatever is sent to it arrives so many milliseconds later; 0 as at first. */
  readonly slow: (milliseconds: number) => void;
  /** What the server says stays on the line, until it is let go. */
  readonly hold: () => void;
  readonly letGo: () => void;
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
  let delay = 0;
  const keep = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('error', () => other.destroy()).once('close', () => sockets.delete(socket));
  };
  let letGo: () => void = () => undefined;
  let answersMayPass: Promise<void> | undefined;
  const untilSlow = () => (delay === 0 ? undefined : sleep(delay, undefined, { ref: false }));
  const untilLetGo = () => answersMayPass;
  /** Hands on what comes, in its order, each piece after what it has to wait for. */
  const handOn = (from: Socket, to: Socket, until: () => Promise<void> | undefined) => {
    let last: Promise<unknown> = Promise.resolve();
    const later = (act: () => void) => {
      const waited = until();
      last = last.then(() => waited).then(act);
    };
    from.on('data', (piece) => later(() => to.write(piece))).once('end', () => later(() => to.end()));
  };
  const open = () =>
    createServer((near) => {
      const { hostname, port } = target();
      const far = createConnection(Number(port), hostname);
      keep(near, far);
      keep(far, near);
      handOn(near, far, untilSlow);
      handOn(far, near, untilLetGo);
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
    slow: (milliseconds) => {
      delay = milliseconds;
    },
    hold: () => {
      answersMayPass = new Promise((resolve) => {
        letGo = resolve;
      });
    },
    letGo: () => {
      letGo();
      answersMayPass = undefined;
    },
  };
};
