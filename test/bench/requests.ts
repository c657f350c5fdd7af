import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ServiceTimeOperation, SubmitFeedbackOperation, UnitLeaderboardOperation } from '@kinerja/schema/operations';
import type { Request } from 'autocannon';
import { skm2017 } from '../support/questionnaires.ts';
import { KIND, type Region } from './region.ts';

const BOARD = readFileSync(new URL('../../schema/operations/UnitLeaderboard.graphql', import.meta.url), 'utf8');

/** As many different sets of answers are sent. */
const ANSWERS = 50;

/** A submit as the rating form sends it: the document by its id, nine elements, and a key that was never used before. */
export const submitRequest = ({ units }: Region): Request => {
  const bodyOf = (unit: number, set: number) =>
    JSON.stringify({
      documentId: SubmitFeedbackOperation.id,
      variables: {
        input: {
          submissionKey: randomUUID(),
          serviceId: units[unit]?.service,
          questionnaireVersion: skm2017.version,
          answers: skm2017.elements.map(({ key }, place) => ({
            element: key,
            score: 1 + ((set * 7 + place * 5 + unit) % 11 > 2 ? 2 : 0) + ((set + place) % 2),
          })),
        },
      },
    });
  let sent = 0;
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json' },
    setupRequest: (request) => {
      sent += 1;
      return { ...request, body: bodyOf(sent % units.length, Math.floor(sent / units.length) % ANSWERS) };
    },
  };
};

/** Each of them in turn. */
export const inTurn = (requests: readonly [Request, ...Request[]]): Request => {
  let asked = 0;
  return {
    ...requests[0],
    setupRequest: () => {
      asked += 1;
      const next = requests[asked % requests.length] ?? requests[0];
      return next.setupRequest?.(next) ?? next;
    },
  };
};

/** The board as the widget asks for it. */
export const boardRequest = ({ code }: Region): Request => {
  const variables = JSON.stringify({ tenant: code, kind: KIND });
  return {
    method: 'GET',
    path: `/graphql?${new URLSearchParams({ documentId: UnitLeaderboardOperation.id, variables })}`,
    headers: { Accept: 'application/graphql-response+json, application/json' },
  };
};

/** The same for a server that knows no published documents. */
export const boardByText = ({ code }: Region): Request => ({
  method: 'POST',
  path: '/graphql',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ query: BOARD, variables: { tenant: code, kind: KIND } }),
});

/** How long visits of the first service took, as the widget asks for it: in the last closed quarter. */
export const serviceTimeRequest = ({ units }: Region): Request => {
  const variables = JSON.stringify({ service: units[0]?.service });
  return {
    method: 'GET',
    path: `/graphql?${new URLSearchParams({ documentId: ServiceTimeOperation.id, variables })}`,
    headers: { Accept: 'application/graphql-response+json, application/json' },
  };
};
