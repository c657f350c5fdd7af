/** Something that a stream of server-sent events held. */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** A connection to `/live`, as a browser's `EventSource` reads it. */
export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next event; it ends with an error when the stream does. */
  readonly next: () => Promise<StreamEvent>;
  /** All events that have come and were not asked for. */
  readonly waiting: () => readonly StreamEvent[];
  /** Comments that have come: nothing but signs of life. */
  readonly comments: () => number;
  /** Milliseconds after which it would come back. */
  readonly retry: () => number | undefined;
  /** Resolves when the gateway ends it. */
  readonly ended: Promise<void>;
  /** Goes away. */
  readonly leave: () => void;
}

const fieldOf = (block: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];

/** @param lastEventId of the last event that was heard, when it comes back. */
export async function openEventStream(address: string, lastEventId?: string): Promise<EventStream> {
  const leaving = new AbortController();
  const response = await fetch(address, {
    signal: leaving.signal,
    headers: { Accept: 'text/event-stream', ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }) },
  });
  const events: StreamEvent[] = [];
  const waiters: { readonly take: (event: StreamEvent) => void; readonly fail: (error: unknown) => void }[] = [];
  let comments = 0;
  let retry: number | undefined;
  const take = (block: string) => {
    if (/^:/m.test(block)) comments += 1;
    const milliseconds = fieldOf(block, 'retry');
    if (milliseconds !== undefined) retry = Number(milliseconds);
    const data = fieldOf(block, 'data');
    if (data === undefined) return;
    const event = {
      id: fieldOf(block, 'id') ?? '',
      event: fieldOf(block, 'event') ?? 'message',
      data: JSON.parse(data),
    };
    const waiter = waiters.shift();
    if (waiter === undefined) events.push(event);
    else waiter.take(event);
  };
  const read = async () => {
    let text = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (text + part).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
    }
  };
  const ended = read()
    .catch(() => undefined)
    .then(() => {
      for (const { fail } of waiters.splice(0)) fail(new Error('The stream has ended.'));
    });
  return {
    status: response.status,
    headers: response.headers,
    next: () =>
      new Promise((resolve, fail) => {
        const event = events.shift();
        if (event === undefined) waiters.push({ take: resolve, fail });
        else resolve(event);
      }),
    waiting: () => [...events],
    comments: () => comments,
    retry: () => retry,
    ended,
    leave: () => leaving.abort(),
  };
}
