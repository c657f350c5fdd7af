import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCHEMA = new URL('../../../schema/', import.meta.url);

const readJson = (path: string) => JSON.parse(readFileSync(fileURLToPath(new URL(path, SCHEMA)), 'utf8')) as unknown;

/** The id of a document: what widgets send in place of its text. */
export const documentId = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const HASH_FROM = 'sha256:'.length;
/** Hexadecimal digits that widgets since 0.2.0 send: 128 bits name a document as surely, and cost a phone half as much. */
const SHORT_HASH = 32;

/** Documents that a request may name by id, and the only ones that a site key may run. */
export interface TrustedDocuments {
  /** The text of a document; nothing when it was never published. */
  readonly text: (id: string) => string | undefined;
  /** Every id that widgets may send for an operation of this name, of each document the whole one first. */
  readonly idsOf: (operation: string) => readonly string[];
}

/** The documents of every widget version that was ever published: pages that pinned one go on working. */
export const loadTrustedDocuments = (): TrustedDocuments => {
  const published = readJson('operations/published.json') as Record<string, Record<string, string>>;
  const texts = new Map(Object.values(published).flatMap((documents) => Object.entries(documents)));
  const short = (id: string) => id.slice(HASH_FROM, HASH_FROM + SHORT_HASH);
  const shortened = new Map([...texts].map(([id, text]) => [short(id), text]));
  return {
    text: (id) => texts.get(id.startsWith('sha256:') ? id : `sha256:${id}`) ?? shortened.get(id),
    idsOf: (operation) =>
      [...texts].flatMap(([id, text]) => (text.split(/\W+/, 2)[1] === operation ? [id, short(id)] : [])),
  };
};
