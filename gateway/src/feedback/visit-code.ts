import { createHash, randomBytes } from 'node:crypto';
import { isCrockford, plainCode, toCrockford } from '../crockford.ts';

/** 60 bits. */
const LENGTH = 12;
const BYTES = 8;

/** What is stored of a code: with the database alone nobody can rate as a visitor. */
const hashOf = (code: string): Buffer => createHash('sha256').update(code).digest();

/** A code that nobody can guess: as it is printed (`7K3M-9QXT-2WZ4`), and as it is stored. */
export const newVisitCode = (): { readonly printed: string; readonly hash: Buffer } => {
  const code = toCrockford(randomBytes(BYTES)).slice(-LENGTH);
  return { printed: code.replaceAll(/.{4}(?=.)/g, '$&-'), hash: hashOf(code) };
};

/** What is stored of a code that somebody typed; nothing for a text that is none. */
export const visitCodeHash = (typed: string): Buffer | undefined => {
  const code = plainCode(typed);
  return code.length === LENGTH && isCrockford(code) ? hashOf(code) : undefined;
};
