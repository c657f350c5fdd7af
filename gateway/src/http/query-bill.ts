import type { HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { type Charge, WINDOW_SECONDS } from '../access/query-budget.ts';
import { ExpectedError } from '../errors.ts';
import type { QueryCost } from './query-cost.ts';

/** What an ad-hoc document costs, and what came of paying it; each once that is known. */
export interface Bill {
  cost?: QueryCost;
  charge?: Charge;
}

const inPoints = new Intl.NumberFormat('id').format;
const WHOSE: Readonly<Record<Charge['payer'], string>> = { anonymous: 'jaringan ini', client: 'klien API ini' };

/** A document that is not run for want of points: with what it asked for and what is left. */
export const overBudget = ({ complexity }: QueryCost, { payer, left, whole, seconds }: Charge): ExpectedError => {
  const error = new ExpectedError(
    `Anggaran kueri ${WHOSE[payer]} tidak cukup: kueri ini butuh ${inPoints(complexity)} poin, tersisa ${inPoints(left)} dari ${inPoints(whole)} poin per ${WINDOW_SECONDS} detik. Coba lagi dalam ${seconds} detik, atau minta isian yang lebih sedikit.`,
    'RATE_LIMITED',
    429,
  );
  error.extensions['retryAfterSeconds'] = seconds;
  return error;
};

/** An answer that is about to be sent. */
interface Answering {
  readonly result: FormattedExecutionResult;
  readonly headers: HeaderMap;
  /** What the document might have cost. */
  readonly most: QueryCost;
  /** Whether others get the same answer: then only the cost is told, as what is left is one caller's. */
  readonly isForOthers: boolean;
}

/** Tells with an answer what it cost, and what is left of the budget (draft-ietf-httpapi-ratelimit-headers-10). */
export const tellCost = ({ cost, charge }: Bill, { result, headers, most, isForOthers }: Answering): void => {
  if (cost === undefined) return;
  const paid = isForOthers ? undefined : charge;
  const told = { requested: cost, maximum: most, ...(paid !== undefined && { remaining: paid.left }) };
  result.extensions = { ...result.extensions, cost: told };
  if (paid === undefined) return;
  headers.set('ratelimit-policy', `"${paid.payer}";q=${paid.whole};w=${WINDOW_SECONDS}`);
  headers.set('ratelimit', `"${paid.payer}";r=${paid.left};t=${paid.seconds}`);
};
