import { createContext, Script } from 'node:vm';
import type { Locks, OutboxOfPage, Parcel } from '../support/citizen-device.ts';
import type { PostedAnswer } from '../support/in-process-gateway.ts';
import { outboxScript } from '../support/outbox-script.ts';
import type { Agenda } from './agenda.ts';
import type { Send } from './network.ts';
import type { Storage } from './storage.ts';

/** What all pages of a device share. */
export interface Surroundings {
  readonly agenda: Agenda;
  /** The device's clock, right or wrong. */
  readonly clock: () => number;
  /** From 0 to less than 1. */
  readonly chance: () => number;
  readonly storage: Storage;
  /** Null where the page has none: plain http, a sandboxed frame. */
  readonly locks: Locks | null;
  readonly isOnline: () => boolean;
  readonly send: Send;
}

/** A page with the outbox of the widgets; after it is closed nothing of it happens any more, nor reaches it. */
export interface Page {
  readonly outbox: OutboxOfPage;
  readonly goOnline: () => void;
  /** @param isCutOff whether what it was just writing on the device is rolled back. */
  readonly close: (isCutOff: boolean) => void;
}

const PRELUDE = new Script('Date.now = now; Math.random = chance;');

/** What a `fetch` of a browser gives, as far as the outbox uses it. */
const responseOf = ({ status, headers, body }: PostedAnswer) => ({
  ok: status >= 200 && status < 300,
  status,
  headers: { get: (name: string) => headers[name] ?? null },
  text: () => Promise.resolve(body),
});

/** Opens a page; `follow` is told what it shows. */
export type OpenPage = (surroundings: Surroundings, follow: (parcel: Parcel) => void) => Page;

export const loadPages = async (): Promise<OpenPage> => {
  const script = await outboxScript();
  return ({ agenda, clock, chance, storage, locks, isOnline, send }, follow) => {
    const pageStorage = storage.openFor();
    let isClosed = false;
    let giveTurnsBack: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      giveTurnsBack = resolve;
    });
    const whileOpen = (act: () => void) => () => {
      if (!isClosed) act();
    };
    let online = () => undefined as unknown;
    const page = {
      now: clock,
      chance,
      indexedDB: pageStorage.indexedDB,
      AbortController,
      navigator: {
        get onLine() {
          return isOnline();
        },
        ...(locks !== null && { locks: locks(closed) }),
      },
      addEventListener: (_type: 'online', listener: () => unknown) => {
        online = listener;
      },
      setTimeout: (act: () => void, milliseconds: number) => agenda.in(milliseconds, whileOpen(act)),
      clearTimeout: (cancel?: () => void) => cancel?.(),
      fetch: (_url: string, { headers, body, signal }: Readonly<Record<'headers' | 'body' | 'signal', unknown>>) =>
        new Promise((resolve, reject) => {
          const failed = whileOpen(() => reject(new TypeError('Failed to fetch')));
          (signal as AbortSignal).addEventListener('abort', failed);
          send(
            { headers: headers as Readonly<Record<string, string>>, body: String(body) },
            (answer) => {
              if (!isClosed) resolve(responseOf(answer));
            },
            failed,
          );
        }),
    };
    const realm = createContext(page);
    PRELUDE.runInContext(realm);
    script.runInContext(realm);
    const { outbox } = page as unknown as { readonly outbox: OutboxOfPage };
    outbox.watchOutbox((parcel) => {
      if (!isClosed && parcel !== undefined) follow(parcel);
    });
    outbox.openOutbox();
    return {
      outbox,
      goOnline: () => online(),
      close: (isCutOff) => {
        isClosed = true;
        pageStorage.close(isCutOff);
        giveTurnsBack();
      },
    };
  };
};
