import { RatingFormOperation, SubmitFeedbackOperation, UnitLeaderboardOperation } from '@kinerja/schema/operations';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating } from '../support/submit.ts';

const sent: string[] = [];
const gateway = await startGateway({
  responseCache: false,
  onStatement: (text) => sent.push(text),
  tenants: {
    bandung: {
      code: '32.73',
      units: ['Andir', 'Coblong', 'Regol'].map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
    },
  },
});
const { bandung } = gateway.tenants;

interface Operation {
  readonly id: string;
  readonly name: string;
}

const run = async ({ id, name }: Operation, variables: unknown) => {
  const response = await gateway.fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ documentId: id, operationName: name, variables }),
  });
  expect(await response.json()).not.toHaveProperty('errors');
};

/** The statements of one operation, each on lines of its own, once what is kept in memory is there. */
const statementsOf = async (operation: Operation, variables: () => unknown): Promise<string> => {
  for (let warming = 0; warming < 3; warming += 1) await run(operation, variables());
  sent.length = 0;
  await run(operation, variables());
  const statements = sent.map((text) => text.replaceAll(/\s+/g, ' ').trim().replaceAll('"public".', ''));
  return [`-- ${operation.name}: ${statements.length}`, ...statements.map((text) => `${text};`), ''].join('\n');
};

test('each operation of the widgets causes these statements and reads no column that it does not show', async () => {
  const service = bandung.service('Umum Andir').id;
  for (const unit of ['Andir', 'Coblong', 'Regol'])
    for (let count = 0; count < 45; count += 1)
      await run(SubmitFeedbackOperation, { input: rating(bandung.service(`Umum ${unit}`).id) });
  await gateway.tick();
  const board = { tenant: '32.73', kind: 'puskesmas', period: '2026-Q3', lang: 'id' };
  const statements = [
    await statementsOf(RatingFormOperation, () => ({ service, lang: 'id' })),
    await statementsOf(UnitLeaderboardOperation, () => board),
    await statementsOf(SubmitFeedbackOperation, () => ({ input: rating(service) })),
  ].join('\n');
  await expect(statements).toMatchFileSnapshot('./widget-operations.sql');
});
