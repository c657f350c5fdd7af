import type { Command } from 'commander';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell } from './screen.ts';

const STATES: ReadonlyMap<string, { readonly isIn: boolean; readonly action: string; readonly told: string }> = new Map(
  [
    [
      'on',
      {
        isIn: true,
        action: 'benchmark.joined',
        told: 'ikut perbandingan antardaerah, tanpa nama, mulai triwulan yang ditutup berikutnya',
      },
    ],
    [
      'off',
      {
        isIn: false,
        action: 'benchmark.left',
        told: 'tidak lagi ikut: triwulan yang ditutup berikutnya tidak disertakan; yang sudah disertakan tetap',
      },
    ],
  ],
);

const benchmark = (code: string, state: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId, name }, now }) => {
    const wanted = STATES.get(state);
    if (wanted === undefined) throw new Refused(`Yang diharapkan on atau off, yang diterima "${state}".`);
    const { isIn, action, told } = wanted;
    const { rows } = await pool.query<{ isIn: boolean }>(
      'select in_benchmark as "isIn" from tenant where tenant_id = $1',
      [tenantId],
    );
    if (rows[0]?.isIn === isIn) return tell(`${name} sudah ${isIn ? 'ikut' : 'tidak ikut'}; tidak ada yang berubah.`);
    await recorded(pool, { action, subject: tenantId, detail: { before: !isIn, after: isIn }, at: now }, (client) =>
      client.query('update tenant set in_benchmark = $2 where tenant_id = $1', [tenantId, isIn]),
    );
    tell(`${name} ${told}.`);
  });

/** `region benchmark`. */
export const addBenchmarkCommands = (program: Command): void => {
  program
    .command('region')
    .command('benchmark <kode> <mode>')
    .description('ikut perbandingan IKM antardaerah (on, off)')
    .action(benchmark);
};
