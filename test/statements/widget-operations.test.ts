import {
  RatingFormOperation,
  SubmitFeedbackOperation,
  UnitLeaderboardOperation,
  UnitScorecardOperation,
} from '@kinerja/schema/operations';
import { expect, test } from 'vitest';
import { putTallies } from '../support/figures.ts';
import { startGateway } from '../support/gateway.ts';
import { skm2017 } from '../support/questionnaires.ts';
import { tallyOf } from '../support/ratings.ts';
import { rating } from '../support/submit.ts';

/** Ratings of each unit; put into the tallies, so that no figure is still catching up while statements are listed. */
const RATED = { Andir: 40, Coblong: 40, Regol: 40, Sukasari: 9 } as const;

const sent: string[] = [];
const gateway = await startGateway({
  responseCache: false,
  onStatement: (text) => sent.push(text),
  tenants: {
    bandung: {
      code: '32.73',
      units: Object.keys(RATED).map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
    },
  },
});
const { bandung } = gateway.tenants;
await putTallies(
  gateway.database,
  bandung,
  Object.entries(RATED).map(([unit, ratings]) => ({
    serviceId: bandung.service(`Umum ${unit}`).uuid,
    questionnaireKey: skm2017.key,
    day: '2026-08-19',
    tally: tallyOf(skm2017, Array<number[]>(ratings).fill(skm2017.elements.map(() => 3))),
  })),
);
await gateway.tick();

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

/** The same once what is kept in memory is there; the shortest of several, as running figures may catch up in between. */
const steadyStatementsOf = async (operation: Operation, variables: () => unknown): Promise<string> => {
  const runs: string[] = [];
  for (let turn = 0; turn < 6; turn += 1) runs.push(await statementsOf(operation.name, operation, variables()));
  return runs.toSorted((one, other) => one.length - other.length)[0] ?? '';
};

test('each public operation of the widgets causes these statements and reads no column that it does not show', async () => {
  const service = bandung.service('Umum Andir').id;
  const unit = bandung.unit('Andir').id;
  const board = { tenant: '32.73', kind: 'puskesmas', period: '2026-Q3', lang: 'id' };
  const statements = [
    await steadyStatementsOf(RatingFormOperation, () => ({ service, lang: 'id' })),
    await steadyStatementsOf(UnitLeaderboardOperation, () => board),
    await steadyStatementsOf(UnitScorecardOperation, () => ({ unit, period: '2026-Q3', lang: 'id' })),
    await steadyStatementsOf(SubmitFeedbackOperation, () => ({ input: rating(service) })),
  ].join('\n');
  await expect(statements).toMatchFileSnapshot('./widget-operations.sql');
});

test('the tenth rating of a unit causes these beside, to move its figures and four provisional boards', async () => {
  const input = rating(bandung.service('Umum Sukasari').id);
  const statements = await statementsOf('SubmitFeedback, every tenth', SubmitFeedbackOperation, { input });
  await expect(statements).toMatchFileSnapshot('./tenth-rating.sql');
});
