import { createHash, createHmac } from 'node:crypto';
import { parse } from 'uuid';

/** Crockford's base 32: no I, L, O or U, so that a code survives being read aloud or copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

const crockford = (bytes: Uint8Array) => {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let place = 0; place < LENGTH; place += 1) {
    text = `${ALPHABET[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return text;
};

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
  secret: crockford(createHmac('sha256', key).update(parse(feedbackId)).digest().subarray(0, 10)),
});

/** As the citizen sees it: `3273-7K3M-9QXT-2WZ4-H8RN`. */
export const writeReceiptCode = ({ prefix, secret }: ReceiptCode): string =>
  [prefix, ...(secret.match(/.{4}/g) ?? [])].join('-');

/** Reads what a citizen typed: any case, spaces or none, O for 0, I or L for 1. */
export const readReceiptCode = (text: string): ReceiptCode | undefined => {
  const plain = text
    .slice(0, 60)
    .toUpperCase()
    .replaceAll(/[\s\-_.]/g, '');
  const secret = plain.slice(-LENGTH).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const prefix = plain.slice(0, -LENGTH);
  const isCode = /^[0-9A-Z]{2,8}$/.test(prefix) && [...secret].every((character) => ALPHABET.includes(character));
  return isCode ? { prefix, secret } : undefined;
};

/** What is stored of a code: with the database alone nobody can look up a receipt. */
export const receiptHash = ({ prefix, secret }: ReceiptCode): Buffer =>
  createHash('sha256').update(`${prefix}-${secret}`).digest();
