import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forward } from './forward.ts';
import type { Random } from './random.ts';

/** Hands requests to whichever gateways say that they are ready, in turn. */
export interface Balancer {
  readonly address: string;
  /** Takes gateways up and lets them go; it asks each whether it is ready. */
  readonly add: (gateway: string) => void;
  readonly remove: (gateway: string) => void;
  readonly isReady: (gateway: string) => boolean;
  /** Requests so far, answers of 500 and above among them, and what became of requests without an answer. */
  readonly counted: () => { readonly requests: number; readonly failures: number; readonly cutOff: readonly string[] };
  /** Milliseconds that the longest answer took which has come since this was asked last. */
  readonly longest: () => number;
  readonly close: () => Promise<void>;
}

/** How often each gateway is asked whether it is ready, as load balancers do. */
const ASK_MS = 250;

/** A network of its own for each request: the gateway limits what comes from one. */
const anyAddress = (random: Random) => `10.${[1, 2, 3].map(() => random.between(1, 254)).join('.')}`;

export const openBalancer = async (random: Random): Promise<Balancer> => {
  const ready = new Map<string, boolean>();
  const agent = new Agent({ keepAlive: true });
  const cutOff: string[] = [];
  let requests = 0;
  let failures = 0;
  let longest = 0;
  const ask = async (gateway: string) => {
    const isReady = await fetch(`${gateway}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready.has(gateway)) ready.set(gateway, isReady);
  };
  const timer = setInterval(() => {
    for (const gateway of ready.keys()) void ask(gateway);
  }, ASK_MS);
  const server = createServer((asked, response) => {
    const able = [...ready].flatMap(([gateway, isReady]) => (isReady ? [gateway] : []));
    // With none that is ready, load balancers try all the same: here the one that came last.
    const gateway = able[requests % able.length] ?? [...ready.keys()].at(-1);
    requests += 1;
    const askedAt = performance.now();
    const fail = (why: string) => {
      cutOff.push(why);
      response.writeHead(502).end();
    };
    if (gateway === undefined) fail('there is no gateway');
    else
      forward(asked, gateway, agent, { 'x-forwarded-for': anyAddress(random) }).then(
        ({ status, headers, body }) => {
          failures += Number(status >= 500);
          longest = Math.max(longest, performance.now() - askedAt);
          response.writeHead(status, headers).end(body);
        },
        (error: unknown) => fail(`${gateway}: ${error}`),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (gateway) => ready.set(gateway, false),
    remove: (gateway) => ready.delete(gateway),
    isReady: (gateway) => ready.get(gateway) ?? false,
    counted: () => ({ requests, failures, cutOff }),
    longest: () => {
      const soFar = longest;
      longest = 0;
      return soFar;
    },
    close: () =>
      new Promise((resolve) => {
        clearInterval(timer);
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};
