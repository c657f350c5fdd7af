import type { SubmitResult } from '../support/submit.ts';
import type { Answer } from './forward.ts';

/** What the gateway said about ratings, whether it arrived or not. */
export interface ReceiptBook {
  /** Writes an answer down; the key that it gives a receipt for, or nothing when it gives none. */
  readonly note: (answer: Answer) => string | undefined;
  /** Codes of the first receipts, by key. */
  readonly codes: () => ReadonlyMap<string, string>;
  /** Receipts beside the first ones. */
  readonly repeated: () => number;
  /** Keys whose receipts are not all the same, or that were stored more than once or never. */
  readonly broken: () => readonly string[];
}

interface Entry {
  readonly code: string;
  readonly receivedAt: string;
  receipts: number;
  /** Receipts that said that the rating was new. */
  firsts: number;
}

interface Asked {
  readonly variables?: { readonly input?: { readonly submissionKey?: string } };
}

interface Said {
  readonly data?: { readonly submitFeedback?: SubmitResult } | null;
}

export const openReceiptBook = (): ReceiptBook => {
  const entries = new Map<string, Entry>();
  const differing: string[] = [];
  return {
    note: ({ asked, status, body }) => {
      if (status !== 200) return undefined;
      const { submissionKey: key } = (JSON.parse(asked) as Asked).variables?.input ?? {};
      const outcome = (JSON.parse(body) as Said).data?.submitFeedback;
      if (key === undefined || outcome?.__typename !== 'SubmitFeedbackSuccess') return undefined;
      const { code, receivedAt } = outcome.receipt;
      const entry = entries.get(key) ?? { code, receivedAt, receipts: 0, firsts: 0 };
      entries.set(key, entry);
      entry.receipts += 1;
      entry.firsts += Number(!outcome.replayed);
      if (entry.code !== code || entry.receivedAt !== receivedAt)
        differing.push(`${key} has two receipts: ${entry.code} of ${entry.receivedAt}, ${code} of ${receivedAt}`);
      return key;
    },
    codes: () => new Map([...entries].map(([key, { code }]) => [key, code])),
    repeated: () => [...entries.values()].reduce((sum, { receipts }) => sum + receipts - 1, 0),
    broken: () => [
      ...differing,
      ...[...entries]
        .filter(([, { firsts }]) => firsts !== 1)
        .map(([key, { firsts, receipts }]) => `${key} was new in ${firsts} of ${receipts} receipts`),
    ],
  };
};
