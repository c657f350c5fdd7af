import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { embedToken, type PortalKey } from '../support/sign-in.ts';
import { rating, SUBMIT, type SubmitInput, type SubmitResult } from '../support/submit.ts';
import type { Stage } from './stage.ts';

/** Something that holds for a while. */
export interface Token {
  /** For how long, in milliseconds. */
  readonly life: number;
  /** Makes one; `now` is what the clock of the gateway shows. */
  readonly make: (now: number) => Promise<string>;
  readonly isTaken: (token: string) => Promise<boolean>;
  /** Whether it is good for one time only. */
  readonly isTakenOnce: boolean;
}

export type TokenKind = 'token of a portal' | 'address of a receipt' | 'proof of work';

const MINUTE = 60_000;

/** What the gateway takes for a while, each as it is made and used. */
export const openTokens = (
  { tenant, services, sent }: Pick<Stage, 'tenant' | 'services' | 'sent'>,
  address: string,
  portalKey: PortalKey,
): Readonly<Record<TokenKind, Token>> => {
  const [service = ''] = services;
  const ask = async <Data>(query: string, variables: object, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as { readonly data: Data; readonly errors?: readonly { readonly message: string }[] };
  };
  const submit = async (more: Partial<SubmitInput> = {}) => {
    const input = rating(service, more);
    sent.add(input.submissionKey);
    const { data } = await ask<{ submitFeedback: SubmitResult }>(SUBMIT, { input });
    return data.submitFeedback;
  };
  return {
    'token of a portal': {
      life: 15 * MINUTE,
      isTakenOnce: false,
      make: async (now) => embedToken(tenant, 'nobody', portalKey, new Date(now)),
      isTaken: async (token) => {
        const { errors } = await ask('{ __typename }', {}, { authorization: `Bearer ${token}` });
        // It is good when all that is wrong is that nobody has this number.
        return errors?.[0]?.message.includes('pegawai yang disebut') === true;
      },
    },
    'address of a receipt': {
      life: 30 * MINUTE,
      isTakenOnce: false,
      make: async () => {
        const stored = await submit();
        const code = stored.__typename === 'SubmitFeedbackSuccess' ? stored.receipt.code : '';
        const body = new URLSearchParams({ code });
        const answer = await fetch(`${address}/tanda-terima`, { method: 'POST', body, redirect: 'manual' });
        return answer.headers.get('location') ?? '';
      },
      isTaken: async (path) => (await fetch(new URL(path, address))).status === 200,
    },
    'proof of work': {
      life: 10 * MINUTE,
      isTakenOnce: true,
      make: async () => {
        const { data } = await ask<{ challenge: { challenge: string } }>(
          'query ($service: ID!) { challenge(serviceId: $service) { challenge } }',
          { service },
        );
        const challenge = JSON.parse(data.challenge.challenge);
        return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) });
      },
      isTaken: async (proof) => (await submit({ proof })).__typename === 'SubmitFeedbackSuccess',
    },
  };
};
