import type { QueryConfig } from 'pg';
import type { InProcessGateway, PostedAnswer } from '../support/in-process-gateway.ts';
import type { Stand } from './host.ts';

/* Gateways that break a promise, each by one part that was replaced. */

interface Stored {
  readonly id: string;
  readonly submitted_at: string;
}

type Send = (statement: QueryConfig) => Promise<unknown>;

/** @param replace what is done in the place of the statement of that name. */
const replacing = (name: string, replace: (statement: QueryConfig, send: Send) => Promise<unknown>): Stand => ({
  database: (database) => {
    const send = database.pool.query.bind(database.pool) as (...given: unknown[]) => Promise<unknown>;
    const query = (statement: string | QueryConfig, ...values: unknown[]) =>
      typeof statement !== 'string' && statement.name === name ? replace(statement, send) : send(statement, ...values);
    return { ...database, pool: Object.assign(Object.create(database.pool), { query }) };
  },
});

const rowsOf = ({ values }: QueryConfig) => JSON.parse(String(values?.[1])) as readonly Stored[];

/** Answers before the rating is stored. */
export const answersEarly = replacing('store_feedback', (statement, send) => {
  send(statement).catch(() => undefined);
  return Promise.resolve({ rows: rowsOf(statement).map(({ id }) => ({ id })) });
});

/** Lets the day count that the device claims, whatever it is. */
export const believesDevices = replacing('store_feedback', (statement, send) => {
  const counted = rowsOf(statement).map((row) => ({ ...row, counted_on: row.submitted_at.slice(0, 10) }));
  return send({ ...statement, values: [statement.values?.[0], JSON.stringify(counted)] });
});

/** Goes by its clock alone in what is closed, also when it was put back. */
export const reopensMonths = replacing('month_was_closed', () => Promise.resolve({ rows: [], rowCount: 0 }));

type Post = InProcessGateway['post'];

const posting = (by: (post: Post) => Post): Stand => ({ post: by });

/** Stores what comes again as something new: the key that it was sent under is forgotten. */
export const forgetsKeys = posting((post) => {
  let times = 0;
  return (request) => {
    times += 1;
    const part = times.toString(16).padStart(4, '0');
    return post({
      ...request,
      body: request.body.replace(/("submissionKey":"[0-9a-f]{8}-)[0-9a-f]{4}/, `$1${part}`),
    });
  };
});

/** Makes out a new receipt for what comes again. */
export const renewsReceipts = posting((post) => async (request): Promise<PostedAnswer> => {
  const answer = await post(request);
  const body = answer.body.includes('"replayed":true')
    ? answer.body.replace(/("receivedAt":")\d{4}/, '$12027')
    : answer.body;
  return { ...answer, body };
});
