import type { Command } from 'commander';
import { encodeGlobalId, type NodeType } from '../global-id.ts';
import { scriptTag } from '../http/script-tag.ts';
import { openWidgetVersions } from '../http/widget-versions.ts';
import { readId } from '../import/import-target.ts';
import { count } from '../import/in-words.ts';
import { withGatewayDatabase, withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { tell, tellTable } from './screen.ts';

const idOf = (type: NodeType, tenantId: string, id: string) => encodeGlobalId({ type, tenantId, id });

const listTenants = () =>
  withGatewayDatabase(async ({ tenants }) => {
    const entries = tenants.all();
    if (entries.length === 0) return tell('Belum ada daerah; tambahkan dengan: pnpm kinerja tenant add');
    tellTable(
      ['KODE', 'NAMA', 'ZONA WAKTU', 'DATA'],
      entries.map(({ code, name, timeZone, sampleData }) => [
        code,
        name,
        timeZone,
        sampleData ? 'data contoh' : 'nyata',
      ]),
    );
  });

const listUnits = (code: string, { kind }: { readonly kind?: string }) =>
  withRegion(code, async ({ database: { prisma }, tenant: { tenantId } }) => {
    const units = await prisma.unit.findMany({
      where: { tenantId, ...(kind !== undefined && { kind }) },
      orderBy: [{ kind: 'asc' }, { name: 'asc' }, { id: 'asc' }],
      select: { id: true, kind: true, name: true, staffCount: true, parent: { select: { name: true } } },
    });
    if (units.length === 0)
      return tell(kind === undefined ? 'Daerah ini belum punya unit.' : `Tidak ada unit berjenis "${kind}".`);
    tellTable(
      ['ID', 'JENIS', 'NAMA', 'PEGAWAI', 'DI BAWAH'],
      units.map((unit) => [
        idOf('Unit', tenantId, unit.id),
        unit.kind,
        unit.name,
        unit.staffCount === null ? '?' : count(unit.staffCount),
        unit.parent?.name ?? '',
      ]),
    );
  });

const listServices = (code: string, { unit }: { readonly unit?: string }) =>
  withRegion(code, async ({ config, database: { prisma }, tenant: { tenantId } }) => {
    const unitId = unit === undefined ? undefined : readId(unit, 'Unit');
    if (unit !== undefined && unitId === undefined)
      throw new Refused(`--unit: "${unit}" bukan id unit daerah ini; lihat: pnpm kinerja units.`);
    const services = await prisma.service.findMany({
      where: { tenantId, ...(unitId !== undefined && { unitId }) },
      orderBy: [{ unit: { name: 'asc' } }, { name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, questionnaireKey: true, unit: { select: { name: true } } },
    });
    const [first] = services;
    if (first === undefined) return tell('Belum ada layanan.');
    tellTable(
      ['ID', 'UNIT', 'LAYANAN', 'KUESIONER'],
      services.map((service) => [
        idOf('Service', tenantId, service.id),
        service.unit.name,
        service.name,
        service.questionnaireKey,
      ]),
    );
    const gateway = config.publicUrl ?? `http://${config.host}:${config.port}`;
    tell('\nUntuk laman:');
    tell(`  ${scriptTag(gateway, openWidgetVersions())}`);
    tell(`  <kinerja-rating-form service="${idOf('Service', tenantId, first.id)}" site-key="…"></kinerja-rating-form>`);
    tell('Kunci situs (site-key): pnpm kinerja site-key add');
  });

/** `tenants`, `units`, `services`. */
export const addListCommands = (program: Command): void => {
  program.command('tenants').description('menampilkan semua daerah').action(listTenants);
  program
    .command('units <kode>')
    .description('menampilkan unit sebuah daerah dengan id-nya')
    .option('--kind <jenis>', 'hanya unit sejenis, misalnya puskesmas')
    .action(listUnits);
  program
    .command('services <kode>')
    .description('menampilkan layanan daerah dengan id-nya')
    .option('--unit <id>', 'hanya layanan unit ini')
    .action(listServices);
};
