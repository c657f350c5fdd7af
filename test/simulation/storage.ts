import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import type { IDBFactory as Factory } from 'fake-indexeddb';
import { bundle } from '../support/bundle.ts';
import type { Submission } from '../support/citizen-device.ts';

/** How a browser's storage behaves: it refuses by an exception, by an error, or never answers. */
export type StorageMood = 'works' | 'full' | 'throws' | 'fails' | 'is silent';

/** The storage of one device; it outlives the pages on it. */
export interface Storage {
  mood: StorageMood;
  /** What is on it, by key: what was committed, and nothing else. */
  readonly kept: ReadonlyMap<string, Submission>;
  /** What one page is given as `indexedDB`. */
  readonly openFor: () => PageStorage;
}

export interface PageStorage {
  readonly indexedDB: { readonly open: (name: string, version: number) => object };
  /**
   * The page is gone.
   *
   * @param isCutOff whether what it was just writing is rolled back; it still arrives otherwise.
   */
  readonly close: (isCutOff: boolean) => void;
}

const FAKE_INDEXEDDB = fileURLToPath(new URL('../node_modules/fake-indexeddb/build/esm/index.js', import.meta.url));

type QueueTask = (task: () => void) => void;

let queueTask: QueueTask = () => undefined;
let factory: Promise<typeof Factory> | undefined;

/** fake-indexeddb in a realm of its own, where it takes its next step when the agenda says so. */
const loadFactory = (): Promise<typeof Factory> => {
  factory ??= bundle({
    configFile: false,
    build: { write: false, minify: false, lib: { entry: FAKE_INDEXEDDB, formats: ['iife'], name: 'storage' } },
  }).then((code) => {
    const realm = { structuredClone, DOMException, setImmediate: (task: () => void) => queueTask(task) };
    new Script(code.toString(), { filename: 'fake-indexeddb.js' }).runInContext(createContext(realm));
    return (realm as unknown as { readonly storage: { readonly IDBFactory: typeof Factory } }).storage.IDBFactory;
  });
  return factory;
};

/** Told what was committed. */
type OnChange = (key: string, what: 'kept' | 'forgotten') => void;

type Change = (kept: Map<string, Submission>) => void;

/** Says no, later. */
const refusal = () => {
  const request = { error: new DOMException('refused', 'UnknownError'), onerror: null as (() => void) | null };
  queueTask(() => request.onerror?.());
  return request;
};

/**
 * How to make storage for the devices of one run.
 *
 * @param steps takes what storage does next; the same for all devices.
 */
export const createStorages = async (steps: QueueTask): Promise<(onChange: OnChange) => Storage> => {
  const IDBFactory = await loadFactory();
  queueTask = steps;
  return (onChange) => {
    const indexedDB = new IDBFactory();
    const kept = new Map<string, Submission>();
    const storage: Storage = {
      mood: 'works',
      kept,
      openFor: () => {
        let isClosed = false;
        const open = new Set<IDBTransaction>();
        const follow = (transaction: IDBTransaction) => {
          const changes: Change[] = [];
          open.add(transaction);
          const leave = () => {
            open.delete(transaction);
            if (isClosed) Object.assign(transaction, { oncomplete: null, onabort: null });
          };
          transaction.addEventListener('complete', () => {
            for (const change of changes) change(kept);
            leave();
          });
          transaction.addEventListener('abort', leave);
          const objectStore = transaction.objectStore.bind(transaction);
          transaction.objectStore = (name) => {
            const store = objectStore(name);
            const put = store.put.bind(store);
            const remove = store.delete.bind(store);
            return Object.assign(store, {
              put: (value: Submission) => {
                changes.push(() => {
                  kept.set(value.key, value);
                  onChange(value.key, 'kept');
                });
                const request = put(value);
                if (storage.mood === 'full')
                  queueTask(() => {
                    if (open.has(transaction)) transaction.abort();
                  });
                return request;
              },
              delete: (key: string) => {
                changes.push(() => {
                  kept.delete(key);
                  onChange(key, 'forgotten');
                });
                return remove(key);
              },
            });
          };
          return transaction;
        };
        return {
          indexedDB: {
            open: (name, version) => {
              if (storage.mood === 'throws') throw new DOMException('refused', 'SecurityError');
              if (storage.mood === 'fails') return refusal();
              if (storage.mood === 'is silent') return {};
              const request = indexedDB.open(name, version);
              request.addEventListener('success', () => {
                if (isClosed) {
                  Object.assign(request, { onsuccess: null });
                  request.result.close();
                  return;
                }
                const database = request.result;
                const begin = database.transaction.bind(database);
                database.transaction = (...given) => follow(begin(...given));
              });
              return request;
            },
          },
          close: (isCutOff) => {
            isClosed = true;
            if (isCutOff) for (const transaction of open) transaction.abort();
          },
        };
      },
    };
    return storage;
  };
};
