import { statfs } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SharedCounters } from '../access/counters.ts';
import type { Replica } from '../database/follow-replica.ts';
import { RANKS, type Rank } from './gate.ts';

/** The connections of a pool, as `pg` counts them. */
interface Connections {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What is watched besides requests. */
interface Watched {
  readonly pool: Connections;
  /** Folder of the gateway's own database; null when the database is elsewhere. */
  readonly dataDir: string | null;
  /** The copy that follows the database; null when there is none. */
  readonly replica: Pick<Replica, 'secondsBehind'> | null;
  /** The counters that gateways share; null when each counts for itself. */
  readonly sharedCounters: Pick<SharedCounters, 'isReached'> | null;
}

/** What an operator's monitoring reads: whether the gateway is slow, failing, full, or attacked. */
export interface Metrics {
  /** A request began; call what comes back when it has been answered. */
  readonly begin: () => (route: string, status: number, seconds: number) => void;
  /** Somebody was asked to wait, or to solve a challenge. */
  readonly held: (limit: string) => void;
  /** Somebody was sent away, as there was more to do than could be done. */
  readonly sentAway: (rank: Rank) => void;
  /** A rating or report was stored. */
  readonly stored: () => void;
  /** Something went wrong on our side. */
  readonly failed: () => void;
  /** Opens the listener; on 127.0.0.1 only, as the figures are not for the public. */
  readonly listen: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export const createMetrics = (port: number, { pool, dataDir, replica, sharedCounters }: Watched): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'kinerja_requests_total',
    help: 'Requests answered, by route and status class.',
    labelNames: ['route', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'kinerja_request_seconds',
    help: 'Seconds from the first byte of a request to the last of its answer.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const inProgress = new Gauge({
    name: 'kinerja_requests_in_progress',
    help: 'Requests that were begun and not answered yet.',
    registers,
  });
  const held = new Counter({
    name: 'kinerja_held_total',
    help: 'How often a limit asked somebody to wait, or to solve a challenge, by limit.',
    labelNames: ['limit'],
    registers,
  });
  const sentAway = new Counter({
    name: 'kinerja_sent_away_total',
    help: 'How often somebody was told to come back, as there was more to do than could be done, by rank; submit is the last to be.',
    labelNames: ['rank'],
    registers,
  });
  for (const rank of Object.keys(RANKS)) sentAway.inc({ rank }, 0);
  const stored = new Counter({
    name: 'kinerja_feedback_stored_total',
    help: 'Ratings and reports that were stored; repetitions do not count.',
    registers,
  });
  const faults = new Counter({
    name: 'kinerja_faults_total',
    help: 'Faults of our own, each in the log with its id.',
    registers,
  });
  new Gauge({
    name: 'kinerja_database_connections',
    help: 'Connections for requests: in use, idle, and requests that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waited_for' }, pool.waitingCount);
    },
  });
  if (dataDir !== null)
    new Gauge({
      name: 'kinerja_data_disk_free_bytes',
      help: 'Room that is left on the disk of the database.',
      registers,
      async collect() {
        const disk = await statfs(dataDir).catch(() => null);
        // What cannot be told now must not hide the other figures.
        if (disk === null) this.remove();
        else this.set(disk.bavail * disk.bsize);
      },
    });
  if (replica !== null)
    new Gauge({
      name: 'kinerja_replica_behind_seconds',
      help: 'By how much the copy of the database may be behind; from 5 on it is not asked.',
      registers,
      collect() {
        this.set(replica.secondsBehind());
      },
    });
  if (sharedCounters !== null)
    new Gauge({
      name: 'kinerja_shared_counters_reached',
      help: '1 while the counters that gateways share are reached; at 0 each counts for itself.',
      registers,
      collect() {
        this.set(Number(sharedCounters.isReached()));
      },
    });
  let server: Server | undefined;
  return {
    begin: () => {
      inProgress.inc();
      return (route, status, seconds) => {
        inProgress.dec();
        requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
        duration.observe({ route }, seconds);
      };
    },
    held: (limit) => held.inc({ limit }),
    sentAway: (rank) => sentAway.inc({ rank }),
    stored: () => stored.inc(),
    failed: () => faults.inc(),
    listen: () =>
      new Promise((resolve, reject) => {
        const listener = createServer((request, response) => {
          if (request.url !== '/metrics') {
            response.writeHead(404).end();
            return;
          }
          registry.metrics().then(
            (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
            () => response.writeHead(500).end(),
          );
        });
        server = listener;
        listener.once('error', reject);
        listener.listen(port, '127.0.0.1', () => resolve((listener.address() as AddressInfo).port));
      }),
    close: () => new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))),
  };
};
