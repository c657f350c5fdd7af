import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of the gateway, whole: what it tells of is committed. */
export interface Answer {
  /** The body that was asked with. */
  readonly asked: string;
  readonly status: number;
  readonly body: string;
}

/** What becomes of an answer on its way: it arrives; the connection is cut before its first byte, or in the middle of its body. */
export type Fate = 'arrives' | 'cut' | 'cut in the middle';

/** Stands before a gateway, and decides of each answer whether it arrives. */
export interface Cutter {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const textOf = async (stream: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const passOn = async (asked: IncomingMessage, response: ServerResponse, target: string, agent: Agent) => {
  const body = await textOf(asked);
  const { accept = '', 'content-type': type = '' } = asked.headers;
  const headers = { accept, 'content-type': type, 'content-length': Buffer.byteLength(body) };
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${target}${asked.url}`, { method: asked.method ?? 'GET', headers, agent })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
  const said = await textOf(answer);
  response.writeHead(answer.statusCode ?? 502, {
    'content-type': answer.headers['content-type'] ?? 'text/plain',
    'content-length': Buffer.byteLength(said),
    ...(answer.headers['retry-after'] && { 'retry-after': answer.headers['retry-after'] }),
  });
  return { asked: body, status: answer.statusCode ?? 502, body: said };
};

/** @param target the gateway's address. */
export const openCutter = async (target: string, fateOf: (answer: Answer) => Fate): Promise<Cutter> => {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, response) => {
    const { socket } = asked;
    passOn(asked, response, target, agent).then(
      (answer) => {
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
