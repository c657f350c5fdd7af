import { expect, test } from 'vitest';
import { startGateway } from '../../test/support/gateway.ts';

const statements: string[] = [];
const gateway = await startGateway({
  onStatement: (text) => statements.push(text),
  tenants: {
    bandung: {
      units: ['Puskesmas Dago', 'Puskesmas Garuda', 'Puskesmas Ibrahim'].map((name) => ({ name, kind: 'puskesmas' })),
    },
  },
});

const askForBoard = async (ofUnit: string) => {
  statements.length = 0;
  const { data, errors } = await gateway.ask<{ tenant: { unitLeaderboard: { withheld: object[] } } }>(
    `{ tenant(code: "32.73") { unitLeaderboard(kind: "puskesmas", period: "2026-08") { withheld { unit { ${ofUnit} } } } } }`,
  );
  expect(errors).toEqual([]);
  return { units: data.tenant.unitLeaderboard.withheld, statements: statements.length };
};

test('what a row of the board carries of its unit is not loaded again', async () => {
  const board = await askForBoard('name kind staffCount');
  expect(board.units).toEqual(
    ['Dago', 'Garuda', 'Ibrahim'].map((place) => ({
      unit: { name: `Puskesmas ${place}`, kind: 'puskesmas', staffCount: 12 },
    })),
  );
  expect(board.statements).toBe(2);
});

test('what it does not carry is loaded for all rows together', async () => {
  const board = await askForBoard('name services { name }');
  expect(board.units).toHaveLength(3);
  expect(board.statements).toBe(4);
});
