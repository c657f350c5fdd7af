import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';

/* What the specification of GraphQL over HTTP says a server MUST, SHOULD and MAY do, asked of the served gateway. */

const gateway = await startGateway();
const audits = serverAudits({ url: `${gateway.address}/graphql` });

test('the audit asks 61 questions', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits)('$name', async ({ fn }) => {
  expect(await fn()).toMatchObject({ status: 'ok' });
});
