import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { seedEmployees } from '../support/personnel.ts';
import { signIn } from '../support/sign-in.ts';

const gateway = await startGateway({
  tenants: { bulungan: { code: '65.01', name: 'Kabupaten Bulungan', units: [{ name: 'BKPSDM' }] } },
});
const { bulungan } = gateway.tenants;
const people = await seedEmployees(gateway.database.database, bulungan, [
  { name: 'Siti Aminah', unit: 'BKPSDM', post: 'Kepala Badan', heads: true, roles: ['LEADER'] },
]);

test('a person who is signed in is told who she is', async () => {
  const ask = await signIn(gateway, bulungan, people['Siti Aminah'].uuid);
  const { status, data, errors } = await ask('{ viewer { id name roles } }');
  expect({ status, data, errors }).toEqual({
    status: 200,
    data: { viewer: { id: people['Siti Aminah'].id, name: 'Siti Aminah', roles: ['EMPLOYEE', 'LEADER'] } },
    errors: [],
  });
});
