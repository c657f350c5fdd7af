import type { Config } from './config.ts';
import type { Database } from './database/open-database.ts';
import { withTenant } from './database/tenant-scope.ts';
import { encodeGlobalId } from './global-id.ts';

/** What is told once the gateway answers. */
interface Welcome {
  readonly config: Config;
  readonly database: Database;
  readonly address: string;
  readonly engine: string;
}

const someService = async ({ directory, pool }: Database) => {
  const { rows } = await directory.query<{ tenantId: string }>(
    `select tenant_id as "tenantId" from tenant order by code = '32.73' desc, code limit 1`,
  );
  const [tenant] = rows;
  if (tenant === undefined) return undefined;
  const { tenantId } = tenant;
  const services = await withTenant(tenantId, () =>
    pool.query<{ id: string }>('select id from service where tenant_id = $1 order by name, id limit 1', [tenantId]),
  );
  const service = services.rows[0];
  return service === undefined ? undefined : encodeGlobalId({ type: 'Service', tenantId, id: service.id });
};

/** Prints the addresses that one would want to open next. */
export const printWelcome = async ({ config, database, address: local, engine }: Welcome): Promise<void> => {
  const address = config.publicUrl ?? local;
  // The gateway serves already: a database that goes away in this moment costs a line, and nothing else.
  const service = await someService(database).catch(() => undefined);
  const lines = [
    ...(config.demo
      ? [
          ['Situs contoh (data contoh)', `${address}/demo/pemda-site/`],
          ['Portal SIMPEG contoh (login contoh)', `${address}/demo/simpeg-portal/`],
          ['Kios contoh (data contoh)', `${address}/demo/kiosk/`],
          ['Semua widget dalam semua keadaan', `${address}/demo/playground/`],
        ]
      : []),
    ['Konsol petugas', `${address}/konsol`],
    ['Perakit widget', `${address}/builder`],
    ...(service !== undefined ? [['Formulir biasa', `${address}/form/${service}`]] : []),
    ['Cek tanda terima', `${address}/tanda-terima`],
    [config.mode === 'demo' ? 'Penjelajah GraphQL' : 'GraphQL', `${address}/graphql`],
    ['Basis data', engine],
  ];
  const width = Math.max(...lines.map(([label = '']) => label.length));
  process.stdout.write(`\nKinerja siap (${config.mode}).\n\n`);
  for (const [label = '', value = ''] of lines) process.stdout.write(`  ${label.padEnd(width)}  ${value}\n`);
  process.stdout.write('\nCtrl-C untuk berhenti; data tetap tersimpan.\n');
};
