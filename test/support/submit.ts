import { randomUUID } from 'node:crypto';
import type { ServedGateway } from './gateway.ts';
import { skm2017 } from './questionnaires.ts';

/** What a form sends. */
export interface SubmitInput {
  readonly submissionKey: string;
  readonly serviceId: string;
  readonly questionnaireVersion: number;
  readonly answers?: unknown;
  readonly [field: string]: unknown;
}

/** How a submit ended. */
export type SubmitResult =
  | {
      readonly __typename: 'SubmitFeedbackSuccess';
      readonly replayed: boolean;
      readonly receipt: {
        readonly code: string;
        readonly receivedAt: string;
        readonly kind: string;
        readonly service: { readonly id: string };
      };
    }
  | {
      readonly __typename: 'InvalidInput';
      readonly message: string;
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    }
  | { readonly __typename: 'KeyReused'; readonly message: string }
  | {
      readonly __typename: 'TooManyRequests';
      readonly message: string;
      readonly retryAfterSeconds: number;
      readonly challengeRequired: boolean;
    };

/** The mutation with everything that it can answer. */
export const SUBMIT = `
  mutation ($input: SubmitFeedbackInput!) {
    submitFeedback(input: $input) {
      __typename
      ... on SubmitFeedbackSuccess { replayed receipt { code receivedAt kind service { id } } }
      ... on InvalidInput { message issues { path message } }
      ... on KeyReused { message }
      ... on TooManyRequests { message retryAfterSeconds challengeRequired }
    }
  }`;

/** Answers to the nine elements: one score for all, or one for each, null for a skipped one. */
export function nineAnswers(scores: number | readonly (number | null)[] = 3): { element: string; score: number }[] {
  return skm2017.elements.flatMap(({ key: element }, place) => {
    const score = typeof scores === 'number' ? scores : scores[place];
    return score === null || score === undefined ? [] : [{ element, score }];
  });
}

/** A rating of a service, complete and good, with a key of its own. */
export const rating = (serviceId: string, overrides: Partial<SubmitInput> = {}): SubmitInput => ({
  submissionKey: randomUUID(),
  serviceId,
  questionnaireVersion: 1,
  answers: nineAnswers(),
  ...overrides,
});

/** Sends one; fails when the answer is no outcome at all. */
export async function submit(
  gateway: Pick<ServedGateway, 'ask'>,
  input: SubmitInput,
  headers: Readonly<Record<string, string>> = {},
): Promise<SubmitResult> {
  const answer = await gateway.ask<{ submitFeedback: SubmitResult } | null>(SUBMIT, { input }, headers);
  const { status, data, errors } = answer;
  if (data === null || data === undefined)
    throw new Error(`No outcome, but ${status}: ${errors.map(({ message }) => message)}`);
  return data.submitFeedback;
}

/** Sends one that must be stored. */
export async function submitted(gateway: Pick<ServedGateway, 'ask'>, input: SubmitInput) {
  const result = await submit(gateway, input);
  if (result.__typename !== 'SubmitFeedbackSuccess') throw new Error(`Not stored: ${JSON.stringify(result)}`);
  return result;
}

/** Sends many, a few at a time, all of which must be stored. */
export async function submitAll(gateway: Pick<ServedGateway, 'ask'>, inputs: readonly SubmitInput[]): Promise<void> {
  const waiting = [...inputs];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await submitted(gateway, next);
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

/** Sends many, ten at a time, and lets the running figures catch up after each ten: they stand where the tests expect them. */
export async function submitByTens(
  gateway: Pick<ServedGateway, 'ask' | 'tick'>,
  inputs: readonly SubmitInput[],
): Promise<void> {
  for (let from = 0; from < inputs.length; from += 10) {
    await submitAll(gateway, inputs.slice(from, from + 10));
    await gateway.tick();
  }
}
