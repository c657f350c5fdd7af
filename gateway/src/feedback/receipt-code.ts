import { createHash, createHmac } from 'node:crypto';
import { parse } from 'uuid';
import { inFours, readFours, toCrockford } from '../crockford.ts';

/** 80 bits. */
const BYTES = 10;
const LENGTH = 16;

/** A receipt code taken apart. */
export interface ReceiptCode {
  /** The tenant's public code. */
  readonly prefix: string;
  /** The secret part, 16 characters (80 bits). */
  readonly secret: string;
}

/** The code of a stored feedback: derived, so the same for every repetition, and not to be guessed. */
export const receiptCode = (prefix: string, key: Uint8Array, feedbackId: string): ReceiptCode => ({
  prefix,
  secret: toCrockford(createHmac('sha256', key).update(parse(feedbackId)).digest().subarray(0, BYTES)),
});

/** As the citizen sees it: `3273-7K3M-9QXT-2WZ4-H8RN`. */
export const writeReceiptCode = ({ prefix, secret }: ReceiptCode): string => inFours(prefix, secret);

/** Reads what a citizen typed. A code with wrong characters is looked for like any other, and so answered alike and as fast. */
export const readReceiptCode = (text: string): ReceiptCode | undefined => {
  const read = readFours(text, LENGTH);
  return read === undefined ? undefined : { prefix: read.prefix, secret: read.code };
};

/** What is stored of a code: with the database alone nobody can look up a receipt. */
export const receiptHash = ({ prefix, secret }: ReceiptCode): Buffer =>
  createHash('sha256').update(`${prefix}-${secret}`).digest();
