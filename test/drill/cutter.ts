import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, forward } from './forward.ts';

/** What becomes of an answer on its way: it arrives; the connection is cut before its first byte, or in the middle of its body. */
export type Fate = 'arrives' | 'cut' | 'cut in the middle';

/** Stands before a gateway, and decides of each answer whether it arrives. */
export interface Cutter {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** @param target the gateway's address. */
export const openCutter = async (target: string, fateOf: (answer: Answer) => Fate): Promise<Cutter> => {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, response) => {
    const { socket } = asked;
    forward(asked, target, agent).then(
      ({ headers, ...answer }) => {
        response.writeHead(answer.status, headers);
        const fate = fateOf(answer);
        if (fate === 'arrives') response.end(answer.body);
        else if (fate === 'cut') socket.resetAndDestroy();
        else response.write(answer.body.slice(0, answer.body.length / 2), () => socket.destroy());
      },
      () => socket.destroy(),
    );
  });
  server.on('connection', (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};
