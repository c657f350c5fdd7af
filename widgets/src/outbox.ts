import type { SubmitFeedbackMutation } from '@kinerja/schema/operations';
import { gatewayRequest } from './gateway-client.ts';
import { GatewayError } from './gateway-error.ts';
import { forget, type Kept, keep, keptSubmissions, type Submission } from './outbox-store.ts';

type Outcome = SubmitFeedbackMutation['submitFeedback'];
export type Receipt = Extract<Outcome, { __typename: 'SubmitFeedbackSuccess' }>['receipt'];
export type Refusal = Extract<Outcome, { __typename: 'InvalidInput' | 'KeyReused' }>;

/** How far a rating has come: being sent while there is nothing else to say. */
export interface Delivery {
  readonly receipt?: Receipt;
  /** It is sent again by itself. */
  readonly waiting?: {
    /** There is no network, or the server asks for patience. */
    readonly reason: 'network' | 'server';
    readonly until: number;
    /** As it was at the last try: storage that was slow to answer once has not refused. */
    kept: Kept;
  };
  /** It is not sent again by itself. */
  readonly failure?: GatewayError;
  /** What the gateway says is wrong with it. */
  readonly refusal?: Refusal;
}

export interface Parcel {
  readonly submission: Submission;
  readonly delivery: Delivery;
}

/** Without a rating: one was dropped. */
type Watcher = (parcel?: Parcel) => void;

const LONGEST_LIFE_MS = 7 * 86_400_000;
const MOST_TRIES = 60;
const FIRST_WAIT_S = 3;
const LONGEST_WAIT_S = 30 * 60;
/** No server may put a rating off for longer; timers run over at 24 days. */
const LONGEST_ASKED_S = 86_400;
/** Statuses that trying again can mend; every other one stops at once. */
const PASSING = /^(408|425|429|5..)$/;
/** So that a whole district's devices do not come back in the same instant. */
const RECONNECT_SPREAD_MS = 1_000;

const parcels = new Map<string, Parcel>();
const watchers = new Set<Watcher>();
const sleepers = new Map<string, () => void>();

/** Calls back with every rating whose delivery changes. Returns the way to stop. */
export function watchOutbox(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Every rating this page knows of, those of earlier visits included. */
export const outboxParcels = (): readonly Parcel[] => [...parcels.values()];

/** Keeps the rating on the device, then sends it until the gateway has given its word. */
export async function send(submission: Submission): Promise<void> {
  tell({ submission, delivery: {} });
  await keep(submission);
  await deliver(submission);
}

/** Sends now instead of at the next turn, also what had been given up. */
export function sendNow({ submission: { failed, ...submission } }: Parcel): void {
  if (failed !== undefined) void send({ ...submission, createdAt: Date.now(), attempt: 0 });
  else sleepers.get(submission.key)?.();
}

/** Wipes the rating from the device. */
export function discard(key: string): void {
  drop(key);
  void forget(key);
}

/** Takes up what earlier visits left, now and whenever the network returns. */
export function openOutbox(): void {
  void takeUp();
  addEventListener('online', () => {
    setTimeout(() => {
      for (const wake of sleepers.values()) wake();
      void takeUp();
    }, Math.random() * RECONNECT_SPREAD_MS);
  });
}

async function takeUp(): Promise<void> {
  for (const submission of await keptSubmissions()) {
    const { key, failed, createdAt } = submission;
    if (parcels.has(key)) continue;
    // What failed is told for another week, then wiped.
    if (failed === undefined) void deliver(submission, true);
    else if (Date.now() - createdAt > 2 * LONGEST_LIFE_MS) discard(key);
    else tell({ submission, delivery: { failure: new GatewayError('refused', failed) } });
  }
}

/** Tries until there is an answer for good. */
async function deliver(submission: Submission, isEarlier = false): Promise<void> {
  const { key } = submission;
  tell({ submission, delivery: {} });
  const parcel = await inTurn(() => tryOnce(submission, isEarlier));
  if (!parcel) return drop(key);
  tell(parcel);
  const { waiting } = parcel.delivery;
  if (!waiting) return;
  await new Promise<void>((wake) => {
    sleepers.set(key, wake);
    setTimeout(wake, waiting.until - Date.now());
  });
  await deliver(parcel.submission, isEarlier);
}

/** One try, and what came of it on the device. Null when another page was faster with a rating of an earlier visit. */
async function tryOnce(submission: Submission, isEarlier: boolean): Promise<Parcel | null> {
  const { key, attempt } = submission;
  if (isEarlier && !(await keptSubmissions()).some((other) => other.key === key)) return null;
  const delivery = await attemptDelivery(submission);
  const { receipt, failure, waiting } = delivery;
  const tried: Submission = {
    ...submission,
    // A device that knows it is offline has not tried.
    attempt: attempt + +navigator.onLine,
    ...(failure && { failed: failure.message }),
  };
  const stored = await (receipt ? forget(key) : keep(tried));
  if (waiting && stored) waiting.kept = stored;
  return { submission: tried, delivery };
}

/** One at a time over all pages of the site: the network is shared, and browsers allow few `keepalive` bytes in flight. */
const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
  // Without locks (plain http, a sandboxed frame) two pages may send the same rating; its key makes that harmless.
  navigator.locks ? navigator.locks.request('kinerja-outbox', work).catch(work) : work();

async function attemptDelivery(submission: Submission): Promise<Delivery> {
  const { operation, input, gateway, siteKey, attempt, createdAt } = submission;
  const wait = (reason: 'network' | 'server', asked?: number | null): Delivery => {
    const backOff = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** attempt) * (0.5 + Math.random());
    return {
      waiting: { reason, until: Date.now() + Math.min(asked || backOff, LONGEST_ASKED_S) * 1_000, kept: 'memory' },
    };
  };
  if (attempt >= MOST_TRIES || Date.now() - createdAt > LONGEST_LIFE_MS)
    return { failure: new GatewayError('expired') };
  try {
    const { submitFeedback: outcome } = await gatewayRequest(
      operation,
      { input },
      { gateway, headers: siteKey ? { 'x-kinerja-site-key': siteKey } : {} },
    );
    switch (outcome?.__typename) {
      case 'SubmitFeedbackSuccess':
        return { receipt: outcome.receipt };
      case 'InvalidInput':
      case 'KeyReused':
        return { refusal: outcome, failure: new GatewayError('refused', outcome.message) };
      case 'TooManyRequests':
        return wait('server', outcome.retryAfterSeconds);
      default:
        return wait('network');
    }
  } catch (error) {
    const failure = error as GatewayError;
    const { status, message, retryAfterSeconds } = failure;
    // An answer with a message of ours is the gateway in trouble; any other one is not from the gateway at all.
    if (!status) return wait(message ? 'server' : 'network');
    return PASSING.test(String(status)) ? wait('server', retryAfterSeconds) : { failure };
  }
}

function drop(key: string): void {
  parcels.delete(key);
  for (const watcher of watchers) watcher();
}

function tell(parcel: Parcel): void {
  parcels.set(parcel.submission.key, parcel);
  for (const watcher of watchers) watcher(parcel);
}
