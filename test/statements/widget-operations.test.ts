import { setTimeout as sleep } from 'node:timers/promises';
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

/** The statements of one operation, each on a line of its own with how often it is sent. */
const statementsOf = async (title: string, operation: Operation, variables: unknown): Promise<string> => {
  sent.length = 0;
  await run(operation, variables);
  const times = new Map<string, number>();
  for (const text of sent) {
    const statement = text.replaceAll(/\s+/g, ' ').trim().replaceAll('"public".', '');
    times.set(statement, (times.get(statement) ?? 0) + 1);
  }
  const lines = [...times].map(([statement, count]) => `${count > 1 ? `/* ${count} times */ ` : ''}${statement};`);
  return [`-- ${title}: ${sent.length}`, ...lines, ''].join('\n');
};

/** The same once what is kept in memory is there. */
const steadyStatementsOf = async (operation: Operation, variables: () => unknown): Promise<string> => {
  for (let warming = 0; warming < 3; warming += 1) await run(operation, variables());
  return statementsOf(operation.name, operation, variables());
};

/** Running figures may still be catching up with what was sent. */
const untilQuiet = async () => {
  for (let before = -1; before !== sent.length; ) {
    before = sent.length;
    await sleep(700);
  }
};

test('each operation of the widgets causes these statements and reads no column that it does not show', async () => {
  const service = bandung.service('Umum Andir').id;
  for (const unit of ['Andir', 'Coblong', 'Regol'])
    for (let count = 0; count < 45; count += 1)
      await run(SubmitFeedbackOperation, { input: rating(bandung.service(`Umum ${unit}`).id) });
  await gateway.tick();
  await untilQuiet();
  const board = { tenant: '32.73', kind: 'puskesmas', period: '2026-Q3', lang: 'id' };
  const statements = [
    await steadyStatementsOf(RatingFormOperation, () => ({ service, lang: 'id' })),
    await steadyStatementsOf(UnitLeaderboardOperation, () => board),
    await steadyStatementsOf(SubmitFeedbackOperation, () => ({ input: rating(service) })),
  ].join('\n');
  await expect(statements).toMatchFileSnapshot('./widget-operations.sql');
});
