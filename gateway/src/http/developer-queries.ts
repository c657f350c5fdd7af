import { readFile } from 'node:fs/promises';

const QUERIES = new URL('../../../examples/developer-queries/queries/', import.meta.url);

/** The examples for developers, in the order in which they are shown; the last two are about one service. */
const NAMES = ['board', 'embed', 'quarter', 'questions', 'rate'] as const;

/** A question that developers have, as a document. */
export interface DeveloperQuery {
  readonly name: (typeof NAMES)[number];
  readonly text: string;
}

/** Reads them from where the examples in other languages have them too. */
export const readDeveloperQueries = (): Promise<readonly DeveloperQuery[]> =>
  Promise.all(NAMES.map(async (name) => ({ name, text: await readFile(new URL(`${name}.graphql`, QUERIES), 'utf8') })));
