import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';

/** Codes that callers may rely on, in `extensions.code`. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'FORBIDDEN'
  | 'UNAUTHENTICATED'
  | 'COST_LIMIT_EXCEEDED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'TOO_MANY_REQUESTS'
  | 'RATE_LIMITED'
  | 'SERVICE_UNAVAILABLE';

/** A failure that the caller can understand or mend; every other error is masked. */
export class ExpectedError extends GraphQLError {
  /** @param status of the HTTP answer, for a failure of the whole request; 200 with `errors` otherwise. */
  constructor(message: string, code: ErrorCode, status?: number) {
    const extensions: GraphQLErrorExtensions = { code };
    if (status !== undefined) extensions['http'] = { status };
    super(message, { extensions });
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
};

/** An argument that cannot be used: names the field, the value and what was expected. */
export const badInput = (field: string, value: unknown, expected: string): ExpectedError =>
  new ExpectedError(`${field}: expected ${expected}, got ${shown(value)}.`, 'BAD_USER_INPUT');

/** Nothing is there, or nothing that this caller may know of: the two are not told apart. */
export const notFound = (field: string, value: unknown, expected: string): ExpectedError =>
  new ExpectedError(`${field}: nothing found for ${shown(value)}; expected ${expected}.`, 'NOT_FOUND');

/** Something was tried too often: with how long to wait. */
export class TooManyTries extends ExpectedError {
  readonly retryAfterSeconds: number;

  constructor(what: string, retryAfterSeconds: number) {
    super(`${what}; try again in ${retryAfterSeconds} seconds.`, 'TOO_MANY_REQUESTS');
    this.retryAfterSeconds = retryAfterSeconds;
    this.extensions['retryAfterSeconds'] = retryAfterSeconds;
  }
}

/** The answer in place of an error that nobody expected; the id leads to the log. */
export const maskedError = (id: string): GraphQLError =>
  new GraphQLError(`Something went wrong on our side; nothing was lost. Please try again. (${id})`, {
    extensions: { code: 'INTERNAL_SERVER_ERROR', id },
  });
