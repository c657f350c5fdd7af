/** PostgreSQL: lock not available, statement cancelled by its deadline, too many connections, shutting down, starting up; our own pool. */
const BUSY = new Set(['55P03', '57014', '53300', '57P01', '57P02', '57P03', 'POOL_BUSY']);
/** Node: the server is not there, or no longer. Prisma: the same, its own way. */
const AWAY = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'P1001', 'P1002', 'P1008', 'P1017', 'P2037']);
/** pg names these by their words only. */
const AWAY_IN_WORDS = /timeout exceeded when trying to connect|Connection terminated/;
/** PostgreSQL: character not in repertoire, untranslatable character. */
const UNSTORABLE = new Set(['22021', '22P05']);

interface Failure {
  readonly message?: unknown;
  readonly code?: unknown;
  /** PostgreSQL's code where Prisma has put one of its own in `code`. */
  readonly originalCode?: unknown;
  readonly cause?: unknown;
  readonly meta?: { readonly driverAdapterError?: unknown };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** An error and what lies behind it, the driver's own at the end. */
const layersOf = (error: unknown): readonly Failure[] => {
  if (!isObject(error)) return [];
  const failure: Failure = error;
  return [failure, ...layersOf(failure.cause ?? failure.meta?.driverAdapterError)];
};

const hasCode = (error: unknown, ...codes: readonly ReadonlySet<unknown>[]): boolean =>
  layersOf(error).some(({ code, originalCode }) => codes.some((set) => set.has(code) || set.has(originalCode)));

/** Whether the database is away or overloaded: the same request may well succeed later. */
export const isOverload = (error: unknown): boolean =>
  hasCode(error, BUSY, AWAY) || layersOf(error).some(({ message }) => AWAY_IN_WORDS.test(String(message)));

/** PostgreSQL: undefined function. */
const NO_FUNCTION = new Set(['42883']);

/** Whether a migration that makes a function has not been applied yet, as one before it waits. */
export const isFunctionMissing = (error: unknown): boolean => hasCode(error, NO_FUNCTION);

/** Whether a text had a character that the database cannot keep. */
export const isUnstorable = (error: unknown): boolean => hasCode(error, UNSTORABLE);
