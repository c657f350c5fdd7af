import type { Command } from 'commander';
import { v7 as timeOrderedId } from 'uuid';
import { registerDevice } from '../access/register-device.ts';
import { cleanPlace } from '../feedback/clean-place.ts';
import { encodeGlobalId } from '../global-id.ts';
import { readId } from '../import/import-target.ts';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { hint, tell, tellTable } from './screen.ts';
import { serviceNamed } from './service-named.ts';
import { unitNamed } from './unit-named.ts';

const readPlace = (text: string): string | null => {
  const cleaned = cleanPlace(text);
  if ('problem' in cleaned) throw new Refused(`--${cleaned.problem}`);
  return cleaned.place;
};

interface AddOptions {
  readonly service?: string;
  readonly unit?: string;
  readonly place?: string;
}

const add = (code: string, given: string, { service, unit, place: text }: AddOptions) =>
  withRegion(code, async ({ database, tenant: { tenantId }, now }) => {
    const name = given.trim();
    if (name === '') throw new Refused('nama: sebutkan perangkatnya, misalnya "Kios lobi".');
    if (service !== undefined && unit !== undefined)
      throw new Refused('--service, --unit: sebutkan satu saja; tanpa keduanya perangkat berlaku untuk semua layanan.');
    const serviceId = service === undefined ? null : (await serviceNamed(database, service, '--service: ')).id;
    const unitId = unit === undefined ? null : await unitNamed(database, unit);
    const place = text === undefined ? null : readPlace(text);
    const id = timeOrderedId();
    const detail = { name, serviceId, unitId, place };
    const token = await recorded(database.pool, { action: 'device.added', subject: id, detail, at: now }, (client) =>
      registerDevice(client, { id, name, serviceId, unitId, place, createdAt: now }),
    );
    tell(`id: ${encodeGlobalId({ type: 'Device', tenantId, id })}`);
    tell(`token: ${token}`);
    hint('Pasang token di perangkat itu saja: token ini tidak pernah ditampilkan lagi.');
  });

interface ListedDevice {
  readonly id: string;
  readonly name: string;
  readonly rates: string | null;
  readonly place: string | null;
  readonly seen: Date | null;
  readonly revoked: boolean;
}

const list = (code: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId } }) => {
    const { rows } = await pool.query<ListedDevice>(
      `select device.id, device.name, coalesce(service.name, unit.name) as rates, place, last_seen_at as seen,
              revoked_at is not null as revoked
       from device
       left join service on service.tenant_id = device.tenant_id and service.id = service_id
       left join unit on unit.tenant_id = device.tenant_id and unit.id = device.unit_id
       where device.tenant_id = $1 order by created_at, device.id`,
      [tenantId],
    );
    if (rows.length === 0) return tell('Belum ada perangkat terdaftar.');
    tellTable(
      ['ID', 'NAMA', 'MENILAI', 'TEMPAT', 'TERAKHIR MENGIRIM', 'STATUS'],
      rows.map(({ id, name, rates, place, seen, revoked }) => [
        encodeGlobalId({ type: 'Device', tenantId, id }),
        name,
        rates ?? 'semua layanan',
        place ?? '',
        seen?.toISOString() ?? 'belum pernah',
        revoked ? 'dicabut' : 'berlaku',
      ]),
    );
  });

const revoke = (code: string, text: string) =>
  withRegion(code, async ({ database: { prisma, pool }, tenant: { tenantId }, now }) => {
    if (text.includes('.'))
      throw new Refused('id: sebutkan id perangkat, bukan tokennya; lihat: pnpm kinerja device list.');
    const id = readId(text, 'Device');
    const device =
      id === undefined
        ? null
        : await prisma.device.findUnique({
            where: { tenantId_id: { tenantId, id } },
            select: { id: true, revokedAt: true },
          });
    if (device === null) throw new Refused(`Perangkat "${text}" tidak ada; lihat: pnpm kinerja device list ${code}.`);
    if (device.revokedAt !== null) return tell('Perangkat ini sudah dicabut.');
    await recorded(pool, { action: 'device.revoked', subject: device.id, detail: {}, at: now }, (client) =>
      client.query('update device set revoked_at = $3 where tenant_id = $1 and id = $2', [tenantId, device.id, now]),
    );
    tell('Perangkat dicabut: kirimannya tidak lagi diterima, juga yang masih menunggu di perangkat itu.');
  });

/** `device add`, `device list`, `device revoke`. */
export const addDeviceCommands = (program: Command): void => {
  const device = program.command('device');
  device
    .command('add <kode> <nama>')
    .description('mendaftarkan perangkat, misalnya kios')
    .option('--service <id>', 'layanan yang boleh dinilai di perangkat ini; bawaan: semua')
    .option('--unit <id>', 'unit yang layanannya boleh dinilai; bawaan: semua')
    .option('--place <tempat>', 'loket atau ruang tempat perangkat berdiri, misalnya "Loket 3"')
    .action(add);
  device.command('list <kode>').description('menampilkan perangkat terdaftar').action(list);
  device.command('revoke <kode> <id>').description('mencabut perangkat terdaftar').action(revoke);
};
