import { mkdtempSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnCluster, startOwnCluster } from '../../gateway/src/database/own-cluster.ts';
import {
  type Comparison,
  compareBoards,
  compareCached,
  compareStoredBoards,
  compareStoredSubmits,
  compareSubmits,
  compareVisits,
} from './comparisons.ts';
import { createRatedRegions, createVisitedRegion, type RatedRegions, type VisitedRegion } from './databases.ts';
import type { Figures, Waits } from './load.ts';
import { megabytes, microseconds, milliseconds, type Row, ratio, table, verdict, whole } from './table.ts';
import { compareWidgets } from './widgets/compare-widgets.ts';

/** Those that need a region with ratings. */
const OF_RATINGS = ['submit', 'board', 'cached', 'ratings', 'regions'] as const;
const GATEWAY_PARTS = [...OF_RATINGS, 'visits'] as const;
const PARTS = [...GATEWAY_PARTS, 'widgets'] as const;
type Part = (typeof PARTS)[number];

/** The bench cannot run; the message is one sentence. */
class CannotRun extends Error {}

const SMALL = 10_000;
/** How many times the cost of the least that of the most may be. */
const FLAT = 1.2;
const REGIONS = [1, 500] as const;
/** So many that each unit has enough in a quarter to be compared. */
const RATINGS_OF_A_REGION = 4_000;
/** So many submit at once that most of them are stored together. */
const MANY = 64;
const GIGABYTE = 1e9;
/** A stored rating with its indexes, and the room that the server needs for its log. */
const BYTES_PER_RATING = 700;
/** A stored visit, which carries the steps that it is read by. */
const BYTES_PER_VISIT = 1100;
const BYTES_BESIDE = 3 * GIGABYTE;

/** What a gateway may have in memory under load. */
const MEMORY_MB = 150;

/** How many times the middle answer the slowest of a hundred may take, asked half as often as the gateway can answer. */
const SPREAD = 5;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const say = (text: string) => process.stdout.write(`${text}\n`);

const wantedParts = (given: readonly string[]): ReadonlySet<Part> => {
  const isPart = (name: string): name is Part => PARTS.some((part) => part === name);
  const unknown = given.filter((name) => !isPart(name));
  if (unknown.length > 0)
    throw new CannotRun(`There is no part "${unknown[0]}": expected ${PARTS.join(', ')}, or none for all.`);
  return new Set(given.length > 0 ? given.filter(isPart) : PARTS);
};

/** BENCH_RATINGS, BENCH_VISITS: how many are stored, in regions of their own. */
const wantedSizes = (name: 'BENCH_RATINGS' | 'BENCH_VISITS'): readonly number[] => {
  const text = process.env[name] || '10000,1000000,10000000';
  const sizes = text.split(',').map(Number);
  if (sizes.every((size) => Number.isInteger(size) && size >= SMALL))
    return [...new Set(sizes)].toSorted((a, b) => a - b);
  throw new CannotRun(`${name}: expected numbers of at least ${SMALL}, separated by commas, got "${text}".`);
};

const wantedRounds = (text = '5'): number => {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds > 0) return rounds;
  throw new CannotRun(`BENCH_ROUNDS: expected a whole number of at least 1, got "${text}".`);
};

const checkDisk = async (folder: string, stored: number) => {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const needed = stored + BYTES_BESIDE;
  const inGigabytes = (bytes: number) => `${(bytes / GIGABYTE).toFixed(1)} GB`;
  if (free < needed)
    throw new CannotRun(
      `The bench needs ${inGigabytes(needed)} in ${folder}, where ${inGigabytes(free)} are free: make room, name another folder in TMPDIR, or fewer in BENCH_RATINGS and BENCH_VISITS.`,
    );
};

/** Figures side by side, and what is made of them. */
const rowsOf = (what: string, { gateway, bare, atHalf }: Comparison, aim: number): readonly Row[] => {
  const spreadOf = ({ median, p99 }: Waits) => p99 / median;
  const spread = spreadOf(atHalf.gateway);
  const calmly = `${what}, ${whole(atHalf.perSecond)} a second`;
  const rates = gateway.rate / bare.rate;
  return [
    [
      `${what}: answers per second`,
      whole(gateway.rate),
      whole(bare.rate),
      ratio(rates),
      `≥ ${aim}`,
      verdict(rates >= aim),
    ],
    [
      `${what}: processor time of the server per answer`,
      microseconds(gateway.cpu),
      microseconds(bare.cpu),
      ratio(bare.cpu / gateway.cpu),
    ],
    [
      `${what}: memory of the server`,
      megabytes(gateway.memory),
      megabytes(bare.memory),
      '',
      `≤ ${MEMORY_MB} MB`,
      verdict(gateway.memory <= MEMORY_MB),
    ],
    [`${what}: half of the answers within`, milliseconds(gateway.median), milliseconds(bare.median)],
    [`${what}: 99 of 100 answers within`, milliseconds(gateway.p99), milliseconds(bare.p99)],
    [`${calmly}: half of the answers within`, milliseconds(atHalf.gateway.median), milliseconds(atHalf.bare.median)],
    [`${calmly}: 99 of 100 answers within`, milliseconds(atHalf.gateway.p99), milliseconds(atHalf.bare.p99)],
    [
      `${calmly}: 99 of 100 in times of half`,
      spread.toFixed(1),
      spreadOf(atHalf.bare).toFixed(1),
      '',
      `≤ ${SPREAD}`,
      verdict(spread <= SPREAD),
    ],
  ];
};

const HEAD: Row = ['', 'Kinerja', 'bare handler', 'ratio', 'aim', ''];

interface Sized {
  readonly head: string;
  readonly sizes: readonly number[];
  readonly figures: readonly Figures[];
  /** How many times the cost of the smallest size that of the largest may be. */
  readonly aim: number;
  readonly further: readonly Row[];
}

const showSizes = ({ head, sizes, figures, aim, further }: Sized) => {
  const row = (what: string, figure: 'median' | 'p99'): Row => {
    const [smallest = Number.NaN] = figures.map((one) => one[figure]);
    const times = (figures.at(-1)?.[figure] ?? Number.NaN) / smallest;
    return [what, ...figures.map((one) => milliseconds(one[figure])), ratio(times), `≤ ${aim}`, verdict(times <= aim)];
  };
  say(
    `${table([
      [head, ...sizes.map(whole), 'largest ÷ smallest', 'aim', ''],
      row('half of the answers within', 'median'),
      row('99 of 100 answers within', 'p99'),
      ['processor time of the server per answer', ...figures.map(({ cpu }) => microseconds(cpu))],
      ...further,
    ])}\n`,
  );
};

const inSeconds = (seconds: number): string => `${seconds.toFixed(0)} s`;

const runVisits = async (cluster: OwnCluster, sizes: readonly number[]) => {
  const visited: VisitedRegion[] = [];
  for (const size of sizes) visited.push(await createVisitedRegion(cluster, size));
  showSizes({
    head: 'Uncached service time, visits stored',
    sizes,
    figures: await compareVisits(visited),
    aim: 1.5,
    further: [
      ['classes of duration that are counted', ...visited.map(({ classes }) => whole(classes))],
      ['visits with their indexes', ...visited.map(({ bytes }) => `${(bytes / GIGABYTE).toFixed(2)} GB`)],
      ['loaded, indexed and counted in', ...visited.map(({ seconds }) => inSeconds(seconds))],
    ],
  });
};

/** Board and submit of gateways that differ only in how much is stored. */
const showStored = async (what: string, sizes: readonly number[], rated: readonly RatedRegions[]) => {
  const further: readonly Row[] = [
    ['loaded, indexed and published in', ...rated.map(({ seconds }) => inSeconds(seconds))],
  ];
  const figures = await compareStoredBoards(rated);
  showSizes({ head: `Uncached board, ${what}`, sizes, figures, aim: FLAT, further });
  showSizes({ head: `Submit, ${what}`, sizes, figures: await compareStoredSubmits(rated), aim: FLAT, further: [] });
};

const runRated = async (cluster: OwnCluster, parts: ReadonlySet<Part>, sizes: readonly number[]) => {
  const rows: Row[] = [];
  if (parts.has('submit')) {
    rows.push(...rowsOf('Submit', await compareSubmits(cluster), 0.6));
    rows.push(...rowsOf(`Submit, ${MANY} at once`, await compareSubmits(cluster, MANY), 1));
  }
  const small = await createRatedRegions(cluster, SMALL);
  if (parts.has('board')) rows.push(...rowsOf('Board, no cache', await compareBoards(small), 0.55));
  if (parts.has('cached')) {
    const { mercurius, ...sides } = await compareCached(small);
    const rates = sides.gateway.rate / mercurius.rate;
    rows.push(...rowsOf('Board, cached', sides, 1), [
      'The same beside mercurius with jit, over pg',
      whole(sides.gateway.rate),
      whole(mercurius.rate),
      ratio(rates),
      '> 1',
      verdict(rates > 1),
    ]);
  }
  if (rows.length > 0) say(`${table([HEAD, ...rows])}\n`);
  if (parts.has('ratings')) {
    const rated: RatedRegions[] = [];
    for (const size of sizes) rated.push(size === SMALL ? small : await createRatedRegions(cluster, size));
    await showStored('ratings stored', sizes, rated);
  }
  if (parts.has('regions')) {
    const rated: RatedRegions[] = [];
    for (const count of REGIONS) rated.push(await createRatedRegions(cluster, RATINGS_OF_A_REGION, count));
    await showStored('regions', REGIONS, rated);
  }
};

const runGateway = async (parts: ReadonlySet<Part>) => {
  const ratings = wantedSizes('BENCH_RATINGS');
  const visits = wantedSizes('BENCH_VISITS');
  await checkDisk(
    tmpdir(),
    BYTES_PER_RATING *
      ((parts.has('ratings') ? sum(ratings) : SMALL) +
        (parts.has('regions') ? sum(REGIONS) * RATINGS_OF_A_REGION : 0)) +
      BYTES_PER_VISIT * (parts.has('visits') ? sum(visits) : 0),
  );
  const folder = mkdtempSync(join(tmpdir(), 'kinerja-bench-'));
  stops.push(() => rmSync(folder, { recursive: true, force: true }));
  const cluster = await startOwnCluster(folder, process.env['POSTGRES_BIN'] || 'npm');
  stops.push(cluster.stop);
  say(`Node ${process.version}, PostgreSQL ${cluster.programs.major}; medians of alternating rounds.\n`);
  if (OF_RATINGS.some((part) => parts.has(part))) await runRated(cluster, parts, ratings);
  if (parts.has('visits')) await runVisits(cluster, visits);
};

/** Figures that are beyond their limit are a failure here: each is compared with others of the same run. */
const runWidgets = async () => {
  const rounds = wantedRounds(process.env['BENCH_ROUNDS'] || undefined);
  const exceeded = await compareWidgets({ rounds, withNord: process.env['BENCH_NORD'] === '1', say });
  if (exceeded.length === 0) return;
  say(`Beyond their limit: ${exceeded.join('; ')}.`);
  process.exitCode = 1;
};

const stops: (() => Promise<void> | void)[] = [];
let stopping: Promise<void> | undefined;
/** Once, whoever asks: what is interrupted also fails, while everything is being stopped. */
const stopAll = (): Promise<void> => {
  stopping ??= (async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  })();
  return stopping;
};

const interrupt = () => void stopAll().then(() => process.exit(130));
process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

try {
  const parts = wantedParts(process.argv.slice(2));
  if (GATEWAY_PARTS.some((part) => parts.has(part))) await runGateway(parts);
  if (parts.has('widgets')) await runWidgets();
} catch (error) {
  if (!(error instanceof CannotRun)) throw error;
  say(error.message);
  process.exitCode = 1;
} finally {
  await stopAll();
}
