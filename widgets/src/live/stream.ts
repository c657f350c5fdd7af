interface Stream {
  readonly source: EventSource;
  readonly listeners: ReadonlySet<() => void>;
}

/** By address: a browser has few connections to spare, so boards of one region share one. */
const streams = new Map<string, Stream>();

/** Has `heard` called whenever the gateway tells that figures have changed; again, it opens anew what the gateway refused. */
export function listen(address: string, heard: () => void): void {
  const before = streams.get(address);
  const listeners = new Set([...(before?.listeners ?? []), heard]);
  const isUsable = before && before.source.readyState !== EventSource.CLOSED;
  const source = isUsable ? before.source : new EventSource(address);
  streams.set(address, { source, listeners });
  if (!isUsable)
    source.addEventListener('figures', () => {
      for (const listener of streams.get(address)?.listeners ?? []) listener();
    });
}

/** Hears no more; the last one closes the connection. */
export function leave(address: string, heard: () => void): void {
  const stream = streams.get(address);
  if (!stream) return;
  const listeners = new Set([...stream.listeners].filter((listener) => listener !== heard));
  if (listeners.size > 0) streams.set(address, { ...stream, listeners });
  else {
    stream.source.close();
    streams.delete(address);
  }
}
