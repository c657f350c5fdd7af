import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { rating, submit } from '../support/submit.ts';

const gateway = await startGateway({
  tenants: {
    palu: {
      code: '72.71',
      units: ['Kamonji', 'Birobuli'].map((name) => ({ name, kind: 'puskesmas', services: [`Umum ${name}`] })),
    },
  },
});

const board = async () => {
  const { data } = await gateway.ask<{ tenant: { unitLeaderboard: unknown } }>(
    `{ tenant(code: "72.71") { unitLeaderboard(kind: "puskesmas", period: "2026-Q3") {
       state average rows { unit { name } } withheld { unit { name } reason }
     } } }`,
  );
  return data.tenant.unitLeaderboard;
};

test('units are said to have too few ratings only while they have', async () => {
  const withheld = (name: string) => ({ unit: { name }, reason: 'TOO_FEW_RATINGS' });
  const few = { state: 'TOO_FEW_UNITS', average: null, rows: [] };
  expect(await board()).toEqual({ ...few, withheld: ['Birobuli', 'Kamonji'].map(withheld) });
  for (let sent = 0; sent < 12; sent += 1)
    for (const name of ['Kamonji', 'Birobuli'])
      await submit(gateway, rating(gateway.tenants.palu.service(`Umum ${name}`).id));
  await gateway.tick();
  expect(await board()).toEqual({ ...few, withheld: [] });
});
