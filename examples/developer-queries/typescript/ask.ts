import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentString } from './operations.ts';

/** What the gateway said was wrong with a question. */
export class Refused extends Error {}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** How often a question is asked again while the gateway does not answer, and after how long. */
const AGAIN = { times: 5, seconds: 2 } as const;

/** Too much at once, or away for a moment: both are good to be asked again later. */
const isForLater = (status: number) => status === 429 || status === 503;

/**
 * Asks the gateway. A question without an answer is asked again: reading changes nothing, and a rating is known by its
 * `submissionKey`.
 *
 * @throws {Refused} with the words of the gateway.
 */
export const ask = async <Data, Variables>(
  gateway: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> => {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: document.toString(), variables }),
    }).catch((error: unknown) => {
      if (tried >= AGAIN.times) throw error;
      return null;
    });
    if (response === null || (isForLater(response.status) && tried < AGAIN.times)) {
      await sleep(1000 * Number(response?.headers.get('Retry-After') ?? AGAIN.seconds));
      continue;
    }
    const { data, errors = [] } = (await response.json()) as Answer<Data>;
    if (errors.length > 0 || data === null || data === undefined)
      throw new Refused(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('\n'));
    return data;
  }
};
