import type { Command } from 'commander';
import { withTenant } from '../database/tenant-scope.ts';
import { closeDuePeriods } from '../leaderboard/close-due-periods.ts';
import { withGatewayDatabase } from './gateway-database.ts';
import { tell } from './screen.ts';

const closePeriods = () =>
  withGatewayDatabase(async ({ database: { pool }, tenants, now }) => {
    for (const { tenantId, code, name, timeZone } of tenants.all()) {
      const closed = await withTenant(tenantId, () => closeDuePeriods(pool, { tenantId, zone: timeZone, now }));
      tell(`${code} ${name}: ${closed.length === 0 ? 'tidak ada yang jatuh tempo' : closed.join(', ')}`);
    }
  });

/** `close-periods`; a running gateway does it by itself. */
export const addPeriodCommands = (program: Command): void => {
  program.command('close-periods').description('menutup periode yang jatuh tempo').action(closePeriods);
};
