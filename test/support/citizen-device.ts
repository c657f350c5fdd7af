import { setTimeout as sleep } from 'node:timers/promises';
import { createContext, type Script } from 'node:vm';
import { IDBFactory } from 'fake-indexeddb';
import type * as Outbox from '../../widgets/src/outbox.ts';
import type { Submission } from '../../widgets/src/outbox-store.ts';
import { outboxScript } from './outbox-script.ts';

/** What the outbox of the widgets exports. */
export type OutboxOfPage = typeof Outbox;
export type { Parcel } from '../../widgets/src/outbox.ts';
export type { Submission } from '../../widgets/src/outbox-store.ts';

/** What a citizen was told last of a rating that has its receipt. */
export interface Confirmed {
  readonly code: string;
  readonly receivedAt: string;
}

/** A citizen's device: storage that stays, and a page on it with the outbox of the widgets. */
export interface CitizenDevice {
  /** Sends a rating; resolves when it has its receipt, was given up, or went with a page that had not stored it yet. */
  readonly send: (submission: Omit<Submission, 'createdAt' | 'attempt'>) => Promise<void>;
  /** Every rating whose receipt was shown, by its key. */
  readonly confirmed: ReadonlyMap<string, Confirmed>;
  /** What the outbox should never have said: that it gave up, or another receipt for the same rating. */
  readonly complaints: readonly string[];
  /** How many ratings are being sent at this moment. */
  readonly underWay: () => number;
  /** The button "Kirim sekarang", for all that waits; and the network is there: what only the storage knows is taken up. */
  readonly sendNow: () => void;
  /** Closes the page in the middle of whatever it does, and opens another. */
  readonly reload: () => Promise<void>;
  /** The keys that are still kept on it. */
  readonly kept: () => Promise<readonly string[]>;
}

const never = <T>() => new Promise<T>(() => undefined);

export type Locks = ReturnType<typeof createLocks>;

/** `navigator.locks` of one device: one turn after the other, and a page that is closed gives its turn back. */
export const createLocks = () => {
  let last: Promise<unknown> = Promise.resolve();
  return (closed: Promise<void>) => ({
    request: <T>(_name: string, work: () => Promise<T>): Promise<T> => {
      const turn = last.then(work);
      last = Promise.race([turn, closed]).catch(() => undefined);
      return turn;
    },
  });
};

/** Calls back when what is to be sent is stored, before it is; and when an answer has arrived, before anybody has read it. */
interface Moments {
  readonly sending?: () => void;
  readonly answered?: () => void;
}

/** A page: the script with the few things of a browser that it uses. Nothing reaches it any more once it is closed. */
const openPage = (compiled: Script, indexedDB: IDBFactory, locks: Locks, { sending, answered }: Moments) => {
  let isClosed = false;
  let close: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    close = () => {
      isClosed = true;
      resolve();
    };
  });
  const whileOpen = async <T>(arriving: Promise<T>): Promise<T> => {
    const [arrived] = await Promise.allSettled([arriving]);
    if (isClosed) return never();
    if (arrived.status === 'rejected') throw arrived.reason;
    return arrived.value;
  };
  let online = () => undefined as unknown;
  const page = {
    indexedDB,
    AbortController,
    clearTimeout,
    navigator: { onLine: true, locks: locks(closed) },
    addEventListener: (_type: 'online', listener: () => unknown) => {
      online = listener;
    },
    fetch: async (...asked: Parameters<typeof fetch>) => {
      sending?.();
      if (isClosed) return never();
      const answer = await whileOpen(fetch(...asked));
      answered?.();
      return isClosed ? never() : answer;
    },
    setTimeout: (act: () => void, milliseconds: number) =>
      setTimeout(() => {
        if (!isClosed) act();
      }, milliseconds).unref(),
  };
  compiled.runInContext(createContext(page));
  const { outbox } = page as unknown as { readonly outbox: OutboxOfPage };
  outbox.openOutbox();
  return { close, outbox, goOnline: () => online() };
};

/** Keys in the storage, read as any other page of the site could. */
const keysIn = (indexedDB: IDBFactory): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('kinerja');
    // There is none yet: nothing was kept so far.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve([]);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('outbox').objectStore('outbox').getAllKeys();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result.map(String));
      };
      reading.onerror = () => reject(reading.error);
    };
  });

/**
 * A new device with nothing on it.
 *
 * @param isImpatient presses "Kirim sekarang" as soon as a rating waits; off by default.
 */
export const createDevice = async ({
  isImpatient = false,
  ...moments
}: Moments & { readonly isImpatient?: boolean } = {}): Promise<CitizenDevice> => {
  const compiled = await outboxScript();
  const storage = new IDBFactory();
  const locks = createLocks();
  const confirmed = new Map<string, Confirmed>();
  const complaints: string[] = [];
  const awaited = new Map<string, () => void>();
  const end = (key: string) => {
    awaited.get(key)?.();
    awaited.delete(key);
  };
  let page = openPage(compiled, storage, locks, moments);
  const follow = (parcel?: Outbox.Parcel) => {
    if (parcel === undefined) return;
    const { key } = parcel.submission;
    const { receipt, failure, waiting } = parcel.delivery;
    if (failure !== undefined) complaints.push(`${key} was given up: ${failure.message || failure.failure}`);
    if (receipt !== undefined) {
      const earlier = confirmed.get(key);
      if (earlier !== undefined && earlier.code !== receipt.code)
        complaints.push(`${key} has two receipts: ${earlier.code}, ${receipt.code}`);
      confirmed.set(key, { code: receipt.code, receivedAt: String(receipt.receivedAt) });
    }
    if (failure !== undefined || receipt !== undefined) end(key);
    if (waiting !== undefined && isImpatient) setImmediate(() => page.outbox.sendNow(parcel));
  };
  page.outbox.watchOutbox(follow);
  const kept = () => keysIn(storage);
  return {
    confirmed,
    complaints,
    kept,
    send: (submission) =>
      new Promise((resolve) => {
        awaited.set(submission.key, resolve);
        void page.outbox.send({ ...submission, createdAt: Date.now(), attempt: 0 });
      }),
    underWay: () =>
      page.outbox.outboxParcels().filter(({ delivery }) => Object.values(delivery).every((part) => part === undefined))
        .length,
    sendNow: () => {
      for (const parcel of page.outbox.outboxParcels()) if (parcel.delivery.waiting) page.outbox.sendNow(parcel);
      page.goOnline();
    },
    reload: async () => {
      page.close();
      // What the closed page was just writing arrives on the device before the next one reads it, as a rule.
      await sleep(5);
      page = openPage(compiled, storage, locks, moments);
      page.outbox.watchOutbox(follow);
      const left = new Set(await kept());
      for (const key of awaited.keys()) if (!left.has(key)) end(key);
    },
  };
};
