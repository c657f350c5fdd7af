import type { Parcel } from '../support/citizen-device.ts';
import type { PostedAnswer } from '../support/in-process-gateway.ts';
import type { SubmitResult } from '../support/submit.ts';

/** One rating, from the moment in which a citizen pressed "Kirim". */
export interface Rating {
  readonly key: string;
  /** Its name in the trace. */
  readonly name: string;
  /** By element. */
  readonly answers: Readonly<Record<string, number>>;
  /** What the device's clock showed, milliseconds since 1970. */
  readonly submittedAt: number;
}

/** What the citizens were told, what the gateway said, and what it should not have said. */
export interface Ledger {
  readonly ratings: ReadonlyMap<string, Rating>;
  /** What a key is called in the trace. */
  readonly nameOf: (key: string) => string;
  readonly begin: (rating: Rating) => void;
  /** A page shows how far a rating is. */
  readonly noteShown: (parcel: Parcel) => void;
  /** A rating is on a device, committed. */
  readonly noteKept: (key: string) => void;
  /** The gateway was handed a request; `serverTime` is what its clock shows. */
  readonly noteArrival: (key: string, serverTime: number) => void;
  /** The gateway answered, whether that arrives or not. What came of it, in a word or two. */
  readonly noteAnswer: (asked: Asked, answer: PostedAnswer) => string;
  /** Codes of receipts that were shown, by key. */
  readonly confirmed: ReadonlyMap<string, string>;
  /** Keys that were told to be given up, with the reason. */
  readonly givenUp: ReadonlyMap<string, string>;
  /** Keys that were ever on a device. */
  readonly kept: ReadonlySet<string>;
  /** What the server's clock showed when a key arrived. */
  readonly arrivals: ReadonlyMap<string, ReadonlySet<number>>;
  readonly broken: readonly string[];
}

/** What a request wants to store. */
export interface Asked {
  readonly key: string;
  readonly answers: Readonly<Record<string, number>>;
}

interface Receipt {
  readonly code: string;
  readonly receivedAt: string;
}

interface Variables {
  readonly variables: {
    readonly input: {
      readonly submissionKey: string;
      readonly answers: readonly { readonly element: string; readonly score: number }[];
    };
  };
}

export const readAsked = (body: string): Asked => {
  const { input } = (JSON.parse(body) as Variables).variables;
  return {
    key: input.submissionKey,
    answers: Object.fromEntries(input.answers.map(({ element, score }) => [element, score])),
  };
};

export const sameAnswers = (
  one: Readonly<Record<string, number>>,
  other: Readonly<Record<string, number>>,
): boolean => {
  const elements = Object.keys(one);
  return elements.length === Object.keys(other).length && elements.every((element) => one[element] === other[element]);
};

const readOutcome = (body: string): SubmitResult | undefined => {
  try {
    return (JSON.parse(body) as { readonly data?: { readonly submitFeedback?: SubmitResult } | null }).data
      ?.submitFeedback;
  } catch {
    return undefined;
  }
};

export const openLedger = (): Ledger => {
  const ratings = new Map<string, Rating>();
  const confirmed = new Map<string, string>();
  const givenUp = new Map<string, string>();
  const kept = new Set<string>();
  const arrivals = new Map<string, Set<number>>();
  const receipts = new Map<string, Receipt>();
  const isNew = new Set<string>();
  const broken: string[] = [];
  const nameOf = (key: string) => ratings.get(key)?.name ?? key;

  const noteReceipt = (key: string, { code, receivedAt }: Receipt) => {
    const first = receipts.get(key);
    if (first === undefined) receipts.set(key, { code, receivedAt });
    else if (first.code !== code || first.receivedAt !== receivedAt)
      broken.push(`${nameOf(key)} has a second receipt, of ${receivedAt} after ${first.receivedAt}`);
  };

  const noteOutcome = ({ key, answers }: Asked, outcome: SubmitResult): string => {
    const meant = ratings.get(key);
    const isSame = meant !== undefined && sameAnswers(meant.answers, answers);
    if (outcome.__typename === 'SubmitFeedbackSuccess') {
      noteReceipt(key, outcome.receipt);
      if (!isSame) broken.push(`${nameOf(key)} has a receipt for other scores`);
      if (!outcome.replayed && isNew.has(key)) broken.push(`${nameOf(key)} was new a second time`);
      if (!outcome.replayed) isNew.add(key);
      return `${outcome.replayed ? 'known' : 'new'}, received ${outcome.receipt.receivedAt}`;
    }
    if (outcome.__typename !== 'KeyReused' || isSame)
      broken.push(`${nameOf(key)} was answered by ${outcome.__typename}: ${outcome.message}`);
    return outcome.__typename;
  };

  return {
    ratings,
    nameOf,
    confirmed,
    givenUp,
    kept,
    arrivals,
    broken,
    begin: (rating) => ratings.set(rating.key, rating),
    noteKept: (key) => kept.add(key),
    noteShown: ({ submission: { key }, delivery: { receipt, failure } }) => {
      if (failure !== undefined) givenUp.set(key, failure.message || failure.failure);
      if (receipt === undefined) return;
      confirmed.set(key, receipt.code);
      noteReceipt(key, { code: receipt.code, receivedAt: String(receipt.receivedAt) });
    },
    noteArrival: (key, serverTime) => {
      arrivals.set(key, (arrivals.get(key) ?? new Set()).add(serverTime));
    },
    noteAnswer: (asked, { status, headers, body }) => {
      const outcome = readOutcome(body);
      if (outcome != null) return noteOutcome(asked, outcome);
      if (status !== 503) broken.push(`${nameOf(asked.key)} was answered by ${status}: ${body.slice(0, 200)}`);
      return `${status}, come back in ${headers['retry-after']} s`;
    },
  };
};
