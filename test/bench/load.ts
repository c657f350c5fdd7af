import { once } from 'node:events';
import { Agent, request as ask } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon, { type Request } from 'autocannon';
import { medianOf } from './median.ts';
import type { ServerProcess } from './server-process.ts';

/** One of the servers that are compared, and what is asked of it. */
export interface Side {
  readonly server: ServerProcess;
  readonly request: Request;
}

/** How long answers took. */
export interface Waits {
  /** Milliseconds. */
  readonly median: number;
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number;
}

/** What one server did; medians of its rounds. */
export interface Figures extends Waits {
  /** Requests per second. */
  readonly rate: number;
  /** Microseconds of processor time of the server for each request; the steadiest figure on a busy machine. */
  readonly cpu: number;
  /** Megabytes that the server has in memory at the end of a round. */
  readonly memory: number;
  /** Requests answered in all rounds, the warm-up included. */
  readonly answered: number;
}

export interface LoadOptions {
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
}

/** Compiled code and warm caches are what runs all day; the first seconds are not. */
const WARM_UP_SECONDS = 3;

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

/** One request, so that a failure tells what it is. */
const probe = async ({ server, request }: Side) => {
  const { path, method, headers, body } = request.setupRequest?.(request) ?? request;
  const answer = await fetch(server.address + path, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  if (!answer.ok || text.includes('"errors"')) throw new Error(`${server.name} answered ${answer.status}: ${text}`);
};

const runRound = async ({ server, request }: Side, connections: number, seconds: number): Promise<Figures> => {
  const times: number[] = [];
  const before = await server.usage();
  const startedAt = performance.now();
  let endedAt = startedAt;
  const run = autocannon({ url: server.address, connections, duration: seconds, sampleInt: 100, requests: [request] });
  run.on('response', (_client: unknown, _status: number, _bytes: number, milliseconds: number) => {
    times.push(milliseconds);
    endedAt = performance.now();
  });
  const { non2xx, errors, timeouts } = await run;
  const after = await server.usage();
  if (non2xx + errors + timeouts > 0 || times.length === 0)
    throw new Error(
      `${server.name}: of ${times.length} answers ${non2xx} were failures; ${errors} requests broke off, ${timeouts} got no answer.`,
    );
  times.sort((a, b) => a - b);
  return {
    rate: (1000 * times.length) / (endedAt - startedAt),
    median: at(times, 0.5),
    p99: at(times, 0.99),
    cpu: (after.cpuMicroseconds - before.cpuMicroseconds) / times.length,
    memory: after.memoryBytes / 1e6,
    answered: times.length,
  };
};

/** Loads the servers in turn, round by round, so that whatever else the machine does falls on all of them. */
export const compare = async <Name extends string>(
  sides: Readonly<Record<Name, Side>>,
  { connections, rounds, seconds }: LoadOptions,
): Promise<Readonly<Record<Name, Figures>>> => {
  const entries = Object.entries(sides) as [Name, Side][];
  const results = new Map<Name, Figures[]>(entries.map(([name]) => [name, []]));
  const warmUps = new Map<Name, Figures>();
  for (const [name, side] of entries) {
    await probe(side);
    warmUps.set(name, await runRound(side, connections, WARM_UP_SECONDS));
  }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, side] of entries) results.get(name)?.push(await runRound(side, connections, seconds));
  return Object.fromEntries(
    entries.map(([name]) => {
      const own = results.get(name) ?? [];
      const median = (figure: keyof Figures) => medianOf(own.map((round) => round[figure]));
      const answered = own.reduce((sum, round) => sum + round.answered, warmUps.get(name)?.answered ?? 0);
      return [
        name,
        {
          rate: median('rate'),
          median: median('median'),
          p99: median('p99'),
          cpu: median('cpu'),
          memory: Math.max(...own.map((round) => round.memory)),
          answered,
        },
      ];
    }),
  ) as Record<Name, Figures>;
};

/** Connections that the bench opens; a request beyond them waits for one, and the time counts. */
const MOST_AT_ONCE = 200;

/** Sends one request; milliseconds since the moment at which it was due. */
const askOnce = async ({ server, request }: Side, agent: Agent, due: number): Promise<number> => {
  const { path, method, headers, body } = request.setupRequest?.(request) ?? request;
  const asked = ask(server.address + path, { method, headers, agent });
  asked.end(body);
  const [answer] = await once(asked, 'response');
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${server.name} answered ${answer.statusCode}.`);
  return performance.now() - due;
};

const waitsAt = async (side: Side, perSecond: number, seconds: number): Promise<Waits> => {
  const agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE });
  const asked: Promise<number>[] = [];
  const startedAt = performance.now();
  try {
    while (performance.now() < startedAt + 1000 * seconds) {
      const due = startedAt + (1000 * asked.length) / perSecond;
      if (performance.now() >= due) asked.push(askOnce(side, agent, due));
      else await sleep(1);
    }
    const waits = (await Promise.all(asked)).toSorted((a, b) => a - b);
    return { median: at(waits, 0.5), p99: at(waits, 0.99) };
  } finally {
    agent.destroy();
  }
};

/** What the bench can ask for in a second, with processors for the server left over. */
export const MOST_PER_SECOND = 4_000;

/**
 * Sends requests at even distances, whether or not earlier ones were answered; medians of the rounds. An answer's time counts
 * from the moment at which its request was due, so that a server that stands still is charged for all who would have come.
 */
export const waitAtRate = async (
  side: Side,
  perSecond: number,
  { rounds, seconds }: Omit<LoadOptions, 'connections'>,
): Promise<Waits> => {
  const waits: Waits[] = [];
  for (let round = 0; round < rounds; round += 1) waits.push(await waitsAt(side, perSecond, seconds));
  const middle = (figure: keyof Waits) => medianOf(waits.map((one) => one[figure]));
  return { median: middle('median'), p99: middle('p99') };
};
