import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What an operator's monitoring reads. */
export interface Metrics {
  readonly observe: (route: string, status: number, seconds: number) => void;
  /** Opens the listener; on 127.0.0.1 only, as the figures are not for the public. */
  readonly listen: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export const createMetrics = (port: number): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'kinerja_requests_total',
    help: 'Requests answered, by route and status class.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'kinerja_request_seconds',
    help: 'Seconds from the first byte of a request to the last of its answer.',
    labelNames: ['route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  let server: Server | undefined;
  return {
    observe: (route, status, seconds) => {
      requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
      duration.observe({ route }, seconds);
    },
    listen: () =>
      new Promise((resolve, reject) => {
        const listener = createServer((request, response) => {
          if (request.url !== '/metrics') {
            response.writeHead(404).end();
            return;
          }
          void registry.metrics().then((text) => {
            response.writeHead(200, { 'Content-Type': registry.contentType });
            response.end(text);
          });
        });
        server = listener;
        listener.once('error', reject);
        listener.listen(port, '127.0.0.1', () => resolve((listener.address() as AddressInfo).port));
      }),
    close: () => new Promise((resolve) => (server === undefined ? resolve() : server.close(() => resolve()))),
  };
};
