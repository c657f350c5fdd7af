import type { ServerResponse } from 'node:http';
import { v7 as timeOrderedId } from 'uuid';
import { networkOf } from '../access/network.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { type Exchange, HttpFailure, headersFor, secondsToWait } from './exchange.ts';

/** A quiet connection is taken for a dead one by proxies, after 15 seconds by those that examples/operations sets up. */
const HEARTBEAT_MS = 10_000;
/** Figures of many units move together: listeners are told once. */
const GATHER_MS = 1000;
/** All screens of an office, and of the offices behind one address of a region. */
const MOST_OF_NETWORK = 100;
/** About 20 kB each. */
const MOST = 2000;
/** Who has not taken this much is not listening any more. */
const MOST_UNTAKEN_BYTES = 16 * 1024;
/** When a gateway goes, its listeners come back spread over ten seconds. */
const RETRY_MS = { least: 5000, spread: 10_000 } as const;

const ALL_METHODS = { Allow: 'GET' } as const;
const ANYBODY = { 'Access-Control-Allow-Origin': '*' } as const;

/** What the stream is made from. */
export interface LiveOptions {
  readonly tenants: Pick<TenantDirectory, 'byCode'>;
  /** Told of everybody who was turned away. */
  readonly held: () => void;
  readonly heartbeatMs?: number;
  readonly gatherMs?: number;
  readonly most?: number;
  readonly mostOfNetwork?: number;
}

/** News that public figures have changed, for whoever keeps a connection open. */
export interface Live {
  /** Answers `GET /live?tenant=<code>`; what it gives resolves once the stream has begun. */
  readonly respond: (exchange: Exchange) => Promise<void>;
  /** Public answers about a region have changed. */
  readonly changed: (tenantId: string) => void;
  /** News may have been lost: all may have changed. */
  readonly allChanged: () => void;
  /** Ends all streams; their listeners come back, to another gateway if there is one. */
  readonly close: () => void;
}

/** What the listeners of a region have in common. */
interface Region {
  readonly code: string;
  readonly listeners: Set<ServerResponse>;
  /** Of the last change that was told; equal ids mean that nothing has happened in between. */
  eventId: string;
}

/**
 * Tells by server-sent events that figures of a region have changed, not which: whoever is told reads the same public answers as
 * everybody, from the same caches. A listener that comes back with the id of the last event is told only when there is a newer one.
 */
export const createLive = ({
  tenants,
  held,
  heartbeatMs = HEARTBEAT_MS,
  gatherMs = GATHER_MS,
  most = MOST,
  mostOfNetwork = MOST_OF_NETWORK,
}: LiveOptions): Live => {
  const regions = new Map<string, Region>();
  const ofNetworks = new Map<string, number>();
  const due = new Set<Region>();
  let listening = 0;
  let heartbeat: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;
  let isClosed = false;

  const write = (response: ServerResponse, text: string) => {
    if (response.writableLength > MOST_UNTAKEN_BYTES) response.destroy();
    else response.write(text);
  };
  const beat = () => {
    for (const { listeners } of regions.values()) for (const response of listeners) write(response, ':\n\n');
  };
  const eventOf = ({ code, eventId }: Region) =>
    `id: ${eventId}\nevent: figures\ndata: ${JSON.stringify({ tenant: code })}\n\n`;
  const tell = () => {
    gathering = undefined;
    for (const region of due) {
      region.eventId = timeOrderedId();
      for (const response of region.listeners) write(response, eventOf(region));
    }
    due.clear();
  };
  const changed = (region: Region) => {
    due.add(region);
    gathering ??= setTimeout(tell, gatherMs);
  };

  const regionOf = async (code: string): Promise<Region> => {
    if (!/^\d\d(\.\d\d)?$/.test(code))
      throw new HttpFailure(
        400,
        `tenant: expected the Kemendagri code of a region, for example 32.73, got ${JSON.stringify(code.slice(0, 40))}.`,
        ANYBODY,
      );
    const tenant = await tenants.byCode(code);
    if (tenant === undefined) throw new HttpFailure(404, `tenant: there is no region ${code} here.`, ANYBODY);
    const region = regions.get(tenant.tenantId) ?? { code, listeners: new Set(), eventId: timeOrderedId() };
    regions.set(tenant.tenantId, region);
    return region;
  };

  const turnAway = (message: string): never => {
    held();
    throw new HttpFailure(503, message, { ...ANYBODY, 'Retry-After': secondsToWait() });
  };

  const listen = ({ request, response, address }: Exchange, region: Region) => {
    const network = networkOf(address);
    const ofNetwork = ofNetworks.get(network) ?? 0;
    if (isClosed || listening >= most) turnAway('Too many listen already; ask for the figures every few minutes.');
    if (ofNetwork >= mostOfNetwork)
      turnAway('Too many of your network listen already; ask for the figures every few minutes.');
    listening += 1;
    ofNetworks.set(network, ofNetwork + 1);
    region.listeners.add(response);
    heartbeat ??= setInterval(beat, heartbeatMs);
    response.once('close', () => {
      listening -= 1;
      const left = (ofNetworks.get(network) ?? 1) - 1;
      if (left === 0) ofNetworks.delete(network);
      else ofNetworks.set(network, left);
      region.listeners.delete(response);
      if (listening === 0) {
        clearInterval(heartbeat);
        heartbeat = undefined;
      }
    });
    const { 'Content-Length': _length, ...headers } = headersFor('', {
      ...ANYBODY,
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Whatever stands in between must hand each line on as it comes.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    response.writeHead(200, headers);
    const retry = RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread);
    // Who has just read the figures may have missed what came since.
    const first = request.headers['last-event-id'] === region.eventId ? ':\n\n' : eventOf(region);
    response.write(`retry: ${retry}\n${first}`);
  };

  return {
    respond: async (exchange) => {
      if (exchange.request.method !== 'GET') throw new HttpFailure(405, 'Expected GET.', ALL_METHODS);
      const region = await regionOf(exchange.url.searchParams.get('tenant') ?? '');
      if (!exchange.response.destroyed) listen(exchange, region);
    },
    changed: (tenantId) => {
      const region = regions.get(tenantId);
      if (region !== undefined) changed(region);
    },
    allChanged: () => {
      for (const region of regions.values()) changed(region);
    },
    close: () => {
      isClosed = true;
      clearInterval(heartbeat);
      clearTimeout(gathering);
      for (const { listeners } of regions.values()) for (const response of listeners) response.end();
    },
  };
};
