import type { Command } from 'commander';
import { v7 as timeOrderedId } from 'uuid';
import { withTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import { encodeGlobalId } from '../global-id.ts';
import { readId } from '../import/import-target.ts';
import { republish } from '../leaderboard/close-due-periods.ts';
import { insertTenant } from '../tenant/create-tenant.ts';
import { SHIPPED_QUESTIONNAIRES } from '../tenant/shipped-questionnaires.ts';
import { operatorHere } from './account-name.ts';
import { recorded } from './change-record.ts';
import { withGatewayDatabase, withRegion } from './gateway-database.ts';
import { wholeNumber } from './option-values.ts';
import { Refused } from './refused.ts';
import { hint, tell } from './screen.ts';

const checkZone = (timeZone: string) => {
  try {
    new Intl.DateTimeFormat('id', { timeZone });
  } catch {
    throw new Refused(
      `Zona waktu "${timeZone}" tidak dikenal; yang diharapkan Asia/Jakarta, Asia/Pontianak, Asia/Makassar, atau Asia/Jayapura.`,
    );
  }
};

const addTenant = (code: string, name: string, { timeZone }: { readonly timeZone: string }) =>
  withGatewayDatabase(async ({ database, now }) => {
    if (!/^\d{2}(?:\.\d{2})?$/.test(code))
      throw new Refused(`Kode daerah "${code}" tidak dikenal; yang diharapkan kode Kemendagri seperti 32.73.`);
    checkZone(timeZone);
    const tenantId = timeOrderedId();
    const change = { action: 'tenant.added', subject: tenantId, detail: { code, name, timeZone }, at: now };
    await withTenant(tenantId, () =>
      recorded(database.pool, change, (client) =>
        insertTenant(client, { tenantId, code, name, timeZone, sampleData: false }, SHIPPED_QUESTIONNAIRES),
      ),
    );
    tell(`${name} (${code}) ditambahkan. Berikutnya: pnpm kinerja unit add ${code} …`);
  });

interface UnitOptions {
  readonly kind: string;
  readonly parent?: string;
  readonly staff?: number;
  readonly regionCode?: string;
}

const addUnit = (code: string, name: string, { kind, parent, staff, regionCode }: UnitOptions) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    const parentId = parent === undefined ? null : readId(parent, 'Unit');
    const above =
      parentId == null
        ? null
        : await prisma.unit.findUnique({ where: { tenantId_id: { tenantId, id: parentId } }, select: { id: true } });
    if (parent !== undefined && above === null)
      throw new Refused(`--parent: "${parent}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
    const id = timeOrderedId();
    const detail = {
      name,
      kind,
      parentId: above?.id ?? null,
      staffCount: staff ?? null,
      regionCode: regionCode ?? null,
    };
    await recorded(pool, { action: 'unit.added', subject: id, detail, at: now }, async (client) => {
      const { rowCount } = await client.query(
        `insert into unit (tenant_id, id, parent_id, region_code, name, kind, staff_count) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant_id, region_code, kind) do nothing`,
        [tenantId, id, above?.id ?? null, regionCode ?? null, name, kind, staff ?? null],
      );
      if (rowCount === 0) throw new Refused(`Unit berjenis ${kind} dengan kode wilayah ${regionCode} sudah ada.`);
    });
    tell(encodeGlobalId({ type: 'Unit', tenantId, id }));
    if (staff === undefined)
      hint('Jumlah pegawainya belum diisi, jadi angkanya belum tampil; isi dengan: pnpm kinerja unit staff');
  });

const setStaff = (code: string, unit: string, text: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId, timeZone }, now }) => {
    const staffCount = wholeNumber(text);
    const id = readId(unit, 'Unit');
    if (id === undefined) throw new Refused(`"${unit}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
    await recorded(pool, { action: 'unit.staff', subject: id, detail: { staffCount }, at: now }, async (client) => {
      const { rowCount } = await client.query('update unit set staff_count = $3 where tenant_id = $1 and id = $2', [
        tenantId,
        id,
        staffCount,
      ]);
      if (rowCount === 0) throw new Refused(`"${unit}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
    });
    const { rows } = await pool.query<{ year: Period }>(
      'select distinct left(period, 4) as year from period_closure where tenant_id = $1 order by year',
      [tenantId],
    );
    const years = rows.map(({ year }) => year);
    const correction = { reason: 'Jumlah pegawai unit diperbarui.', changedBy: operatorHere() };
    await republish(pool, { tenantId, zone: timeZone, now, years, correction });
    tell(`Jumlah pegawai kini ${staffCount}.`);
  });

interface ServiceOptions {
  readonly unit: string;
  readonly questionnaire: string;
  readonly requirements: string;
  readonly procedure: string;
  readonly serviceTime: string;
  readonly fee: string;
  readonly product: string;
  readonly complaintHandling: string;
  readonly yearlyUsers?: number;
}

const addService = (code: string, name: string, { unit, questionnaire: key, ...standard }: ServiceOptions) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    const unitId = readId(unit, 'Unit');
    const owner =
      unitId === undefined
        ? null
        : await prisma.unit.findUnique({ where: { tenantId_id: { tenantId, id: unitId } }, select: { id: true } });
    if (owner === null) throw new Refused(`--unit: "${unit}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
    const questionnaire = await prisma.questionnaire.findFirst({
      where: { tenantId, key },
      orderBy: { version: 'desc' },
      select: { version: true },
    });
    if (questionnaire === null)
      throw new Refused(`--questionnaire: "${key}" tidak ada; yang ada: skm-2017, skm-2004, pulse-1.`);
    const id = timeOrderedId();
    await recorded(
      pool,
      {
        action: 'service.added',
        subject: id,
        detail: { name, unitId: owner.id, questionnaire: key, ...standard },
        at: now,
      },
      (client) =>
        client.query(
          `insert into service (tenant_id, id, unit_id, name, questionnaire_key, questionnaire_version, requirements, procedure,
           service_time, fee, product, complaint_handling, yearly_users)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
          [
            tenantId,
            id,
            owner.id,
            name,
            key,
            questionnaire.version,
            standard.requirements,
            standard.procedure,
            standard.serviceTime,
            standard.fee,
            standard.product,
            standard.complaintHandling,
            standard.yearlyUsers ?? null,
          ],
        ),
    );
    tell(encodeGlobalId({ type: 'Service', tenantId, id }));
  });

/** `tenant add`, `unit add`, `unit staff`, `service add`. */
export const addRegionCommands = (program: Command): void => {
  program
    .command('tenant')
    .command('add <kode> <nama>')
    .description('menambahkan daerah')
    .requiredOption('--time-zone <zona>', 'Asia/Jakarta, Asia/Pontianak, Asia/Makassar, atau Asia/Jayapura')
    .action(addTenant);
  const unit = program.command('unit');
  unit
    .command('add <kode> <nama>')
    .description('menambahkan unit ke sebuah daerah')
    .requiredOption('--kind <jenis>', 'dinas, kecamatan, puskesmas, …; papan membandingkan yang sejenis')
    .option('--staff <jumlah>', 'jumlah pegawai; di bawah tiga angkanya tidak pernah tampil', wholeNumber)
    .option('--parent <id>', 'unit di atasnya')
    .option('--region-code <kode>', 'kode Kemendagri, bila unit melayani satu kecamatan atau desa')
    .action(addUnit);
  unit.command('staff <kode> <id> <jumlah>').description('mengisi jumlah pegawai sebuah unit').action(setStaff);
  program
    .command('service')
    .command('add <kode> <nama>')
    .description('menambahkan layanan dengan standarnya')
    .requiredOption('--unit <id>', 'unit yang memberi layanan')
    .requiredOption('--requirements <teks>', 'persyaratan')
    .requiredOption('--procedure <teks>', 'sistem, mekanisme, dan prosedur')
    .requiredOption('--service-time <teks>', 'jangka waktu, misalnya "10 menit"')
    .requiredOption('--fee <teks>', 'biaya/tarif, misalnya "Tidak dipungut biaya"')
    .requiredOption('--product <teks>', 'produk pelayanan')
    .requiredOption('--complaint-handling <teks>', 'penanganan pengaduan, saran, dan masukan')
    .option('--yearly-users <jumlah>', 'pengguna layanan setahun, untuk target responden', wholeNumber)
    .option('--questionnaire <kunci>', 'kuesioner', 'skm-2017')
    .action(addService);
};
