import type { SubmitFeedbackInput, SubmitFeedbackOperation } from '@kinerja/schema/operations';

/** A rating on its way, as it is kept on the device. */
export interface Submission {
  /** The client-made key: the same key and content always give the same receipt. */
  readonly key: string;
  readonly gateway: string;
  readonly siteKey: string | null;
  /** The document of the version that wrote it; the gateway accepts it for good. */
  readonly operation: typeof SubmitFeedbackOperation;
  readonly input: SubmitFeedbackInput;
  readonly createdAt: number;
  /** Tries so far that had a network to try. */
  readonly attempt: number;
  /** Set when it will not be sent again by itself, so that the citizen hears of it after a reload too: what the gateway said. */
  readonly failed?: string;
}

/** Where a rating is kept: on the device, or only in this page because storage is refused. */
export type Kept = 'device' | 'memory';

/** Some browsers never answer when storage is switched off. */
const STORAGE_PATIENCE_MS = 2_000;

const openDatabase = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('kinerja', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('outbox', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
    setTimeout(reject, STORAGE_PATIENCE_MS);
  });

async function transact<T>(mode: IDBTransactionMode, act: (outbox: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      // Strict: written through, so that a power cut after "saved on this device" loses nothing.
      const transaction = database.transaction('outbox', mode, { durability: 'strict' });
      const request = act(transaction.objectStore('outbox'));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = reject;
    });
  } finally {
    database.close();
  }
}

/** Storage that is refused or full leaves the page as the only copy, which says so. */
export const keep = (submission: Submission): Promise<Kept> =>
  transact('readwrite', (outbox) => outbox.put(submission)).then(
    () => 'device',
    () => 'memory',
  );

/** Where storage is refused, nothing was stored either. */
export const forget = (key: string): Promise<void> =>
  transact('readwrite', (outbox) => outbox.delete(key)).catch(() => undefined);

/** Where storage is refused, there are only the ratings of this page, and they are on their way. */
export const keptSubmissions = (): Promise<Submission[]> =>
  transact<Submission[]>('readonly', (outbox) => outbox.getAll()).catch(() => []);
