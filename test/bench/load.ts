import autocannon, { type Request } from 'autocannon';
import { medianOf } from './median.ts';
import type { ServerProcess } from './server-process.ts';

/** One of the servers that are compared, and what is asked of it. */
export interface Side {
  readonly server: ServerProcess;
  readonly request: Request;
}

/** What one server did; medians of its rounds. */
export interface Figures {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly median: number;
  /** Milliseconds within which 99 of 100 answers came. */
  readonly p99: number;
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
