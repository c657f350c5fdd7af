import type { Command } from 'commander';
import { storePolicy } from '../appraisal/stored-policy.ts';
import { type AppraisalPolicy, parseAppraisalPolicy } from '../domain/appraisal-policy.ts';
import { isInvalidPolicy } from '../domain/policy-file.ts';
import { monthsKept, RETENTION_TERMS } from '../domain/retention.ts';
import { inLanguage } from '../domain/text.ts';
import { Refused as RefusedChange } from '../refusals.ts';
import { storeRetentionPolicy } from '../retention/retention-policies.ts';
import { storeVisitProcess } from '../service-time/visit-processes.ts';
import { storeTicketPolicy } from '../ticket/ticket-policies.ts';
import { operatorHere } from './account-name.ts';
import { withRegion } from './gateway-database.ts';
import { readImportFile } from './import-file.ts';
import { Refused } from './refused.ts';
import { hint, tell, tellTable } from './screen.ts';

const readJson = async (path: string): Promise<unknown> => {
  const { name, bytes } = await readImportFile(path);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new Refused(`${name} bukan JSON yang utuh: ${error instanceof Error ? error.message : error}`);
  }
};

/** Every path that is wrong with its reason; the version rule in words. */
const told = (error: unknown): unknown =>
  isInvalidPolicy(error) || error instanceof RefusedChange ? new Refused(error.message) : error;

const named = ({ key, version, name }: AppraisalPolicy) => `Kebijakan ${key} versi ${version} (${inLanguage(name)})`;

const summary = ({ cycles, components }: AppraisalPolicy): string =>
  [
    `periode ${cycles.map(({ cadence }) => cadence).join(', ')}`,
    `komponen ${components.map(({ key, weight }) => `${key} ${weight}`).join(', ')}`,
  ].join('; ');

const check = async (path: string) => {
  const definition = await readJson(path);
  try {
    const policy = parseAppraisalPolicy(definition);
    tell(`${named(policy)} dapat dipakai: ${summary(policy)}.`);
  } catch (error) {
    throw told(error);
  }
};

const load = async (code: string, path: string) => {
  const definition = await readJson(path);
  await withRegion(code, async ({ database: { pool }, tenant, now: at }) => {
    const by = { actor: operatorHere(), at };
    const { policy, isNew } = await storePolicy(pool, definition, by).catch((error: unknown) => {
      throw told(error);
    });
    if (!isNew) return tell(`${named(policy)} sudah dimuat dengan isi yang sama; tidak ada yang berubah.`);
    tell(`${named(policy)} dimuat untuk ${tenant.name}.`);
    hint(
      'Versi yang tersimpan tidak pernah diubah: siklus yang dibuka sejak ini mengikuti versi ini, yang berjalan tetap ' +
        'pada versinya. Untuk mengubah, naikkan version dengan satu, lalu muat lagi.',
    );
  });
};

interface StoredVersion {
  readonly definition: AppraisalPolicy;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly cycles: number;
}

const list = (code: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId } }) => {
    const { rows } = await pool.query<StoredVersion>(
      `select definition, created_at as "createdAt", created_by as "createdBy",
              (select count(*)::integer from appraisal_cycle
               where tenant_id = $1 and policy_key = key and policy_version = version) as cycles
       from appraisal_policy where tenant_id = $1 order by key, version`,
      [tenantId],
    );
    if (rows.length === 0) return tell(`Belum ada kebijakan; muat dengan: pnpm kinerja policy load ${code} <berkas>`);
    tellTable(
      ['KUNCI', 'VERSI', 'SIKLUS', 'DIMUAT', 'OLEH', 'NAMA'],
      rows.map(({ definition: { key, version, name }, createdAt, createdBy, cycles }) => [
        key,
        String(version),
        String(cycles),
        createdAt.toISOString(),
        createdBy,
        inLanguage(name),
      ]),
    );
  });

const loadForTickets = async (code: string, path: string) => {
  const definition = await readJson(path);
  await withRegion(code, async ({ database: { pool }, tenant, now: at }) => {
    const by = { actor: operatorHere(), at };
    const { policy, isNew } = await storeTicketPolicy(pool, definition, by).catch((error: unknown) => {
      throw told(error);
    });
    const named = `Kebijakan pengaduan ${policy.key} versi ${policy.version}`;
    if (!isNew) return tell(`${named} sudah dimuat dengan isi yang sama; tidak ada yang berubah.`);
    tell(`${named} dimuat untuk ${tenant.name}.`);
    hint('Berlaku untuk laporan yang masuk sejak ini; yang sudah masuk tetap pada janji yang dulu.');
  });
};

const loadForVisits = async (code: string, path: string) => {
  const definition = await readJson(path);
  await withRegion(code, async ({ database: { pool }, tenant, now: at }) => {
    const by = { actor: operatorHere(), at };
    const { process, isNew } = await storeVisitProcess(pool, definition, by).catch((error: unknown) => {
      throw told(error);
    });
    const named = `Proses layanan ${process.key} versi ${process.version}`;
    if (!isNew) return tell(`${named} sudah dimuat dengan isi yang sama; tidak ada yang berubah.`);
    tell(`${named} dimuat untuk ${tenant.name}: ${process.steps.map(({ key }) => key).join(' → ')}.`);
    hint('Berlaku untuk kunjungan yang dimulai sejak ini; yang sudah dimulai tetap pada proses yang dulu.');
  });
};

const loadForRetention = async (code: string, path: string) => {
  const definition = await readJson(path);
  await withRegion(code, async ({ database: { pool }, tenant, now: at }) => {
    const by = { actor: operatorHere(), at };
    const { policy, isNew } = await storeRetentionPolicy(pool, definition, by).catch((error: unknown) => {
      throw told(error);
    });
    const named = `Kebijakan masa simpan ${policy.key} versi ${policy.version}`;
    if (!isNew) return tell(`${named} sudah dimuat dengan isi yang sama; tidak ada yang berubah.`);
    const times = RETENTION_TERMS.map((term) => `${term} ${monthsKept(term, policy) ?? 'tanpa batas'}`);
    tell(`${named} dimuat untuk ${tenant.name}. Bulan: ${times.join(', ')}.`);
    hint('Berlaku sejak pekerjaan harian berikutnya. Yang dihapus karena masanya habis tidak dapat dikembalikan.');
  });
};

/** `policy load`, `policy list`, `policy check`, `policy tickets`, `policy visits`, `policy retention`. */
export const addPolicyCommands = (program: Command): void => {
  const policy = program.command('policy');
  policy.command('load <kode> <berkas>').description('memuat kebijakan penilaian').action(load);
  policy.command('list <kode>').description('menampilkan kebijakan penilaian').action(list);
  policy.command('check <berkas>').description('memeriksa berkas kebijakan saja').action(check);
  policy.command('tickets <kode> <berkas>').description('memuat kebijakan pengaduan').action(loadForTickets);
  policy.command('visits <kode> <berkas>').description('memuat proses layanan').action(loadForVisits);
  policy.command('retention <kode> <berkas>').description('memuat masa simpan').action(loadForRetention);
};
