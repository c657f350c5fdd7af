import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, vi } from 'vitest';

/** One message, as it came. */
export interface Received {
  readonly id: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** How a receiver answers once. */
export interface ReceiverAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A system of somebody else's that takes messages, on the own machine. */
export interface Receiver {
  /** Where it listens, by its number. */
  readonly url: string;
  readonly port: number;
  /** What came so far, the earliest first. */
  readonly received: readonly Received[];
  /** What it answers next, one after the other; 204 to everything after. */
  readonly answerNext: (...answers: readonly (number | ReceiverAnswer)[]) => void;
  /** How long it takes for an answer. */
  readonly takeTime: (milliseconds: number) => void;
  /** Forgets what came, and how to answer. */
  readonly reset: () => void;
}

/** Opens one for the tests of one file; `await` it at the top of the file. */
export async function openReceiver(): Promise<Receiver> {
  let received: Received[] = [];
  let answers: (number | ReceiverAnswer)[] = [];
  let delay = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ id: String(request.headers['webhook-id']), body, headers: request.headers });
    const next = answers.shift() ?? 204;
    if (delay > 0) await sleep(delay);
    const { status, headers = {} } = typeof next === 'number' ? { status: next } : next;
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/kait`,
    port,
    get received() {
      return received;
    },
    answerNext: (...next) => {
      answers = [...next];
    },
    takeTime: (milliseconds) => {
      delay = milliseconds;
    },
    reset: () => {
      received = [];
      answers = [];
      delay = 0;
    },
  };
}

/** What a message says, after the library's own verifier has found it good at that moment. */
export function verified<Data>({ body, headers }: Received, secret: string, now: Date) {
  vi.useFakeTimers({ toFake: ['Date'], now });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>) as {
      readonly type: string;
      readonly timestamp: string;
      readonly data: Data;
    };
  } finally {
    vi.useRealTimers();
  }
}
