import type { Command } from 'commander';
import ipaddr from 'ipaddr.js';
import { v7 as timeOrderedId } from 'uuid';
import { recorded } from './change-record.ts';
import { withRegion } from './gateway-database.ts';
import { Refused } from './refused.ts';
import { hint, tell, tellTable } from './screen.ts';
import { unitNamed } from './unit-named.ts';

/** Wider than this is no office, but a whole provider. */
const WIDEST = { ipv4: 16, ipv6: 32 } as const;

/** `203.0.113.0/28`, with what stands behind the prefix left out as PostgreSQL demands. */
const readNetwork = (text: string): string => {
  const wrong = new Refused(
    `jaringan: "${text}" tidak dapat dipakai; yang diharapkan alamat atau jaringan kantor di internet, misalnya 203.0.113.7 atau 203.0.113.0/28, paling luas /${WIDEST.ipv4} (IPv6: /${WIDEST.ipv6}).`,
  );
  const written = text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`;
  if (!ipaddr.isValidCIDR(written)) throw wrong;
  const [address, length] = ipaddr.parseCIDR(written);
  if (length < WIDEST[address.kind()]) throw wrong;
  const first = (address.kind() === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6).networkAddressFromCIDR(written);
  return `${first.toString()}/${length}`;
};

const add = (code: string, text: string, given: string, { unit }: { readonly unit?: string }) =>
  withRegion(code, async ({ database, tenant: { tenantId }, now }) => {
    const network = readNetwork(text);
    const name = given.trim();
    if (name === '') throw new Refused('nama: sebutkan kantornya, misalnya "Wi-Fi Disdukcapil".');
    const unitId = unit === undefined ? null : await unitNamed(database, unit);
    const id = timeOrderedId();
    const detail = { name, network, unitId };
    await recorded(database.pool, { action: 'office-network.added', subject: id, detail, at: now }, (client) =>
      client.query(
        'insert into office_network (tenant_id, id, unit_id, name, network, created_at) values ($1, $2, $3, $4, $5, $6)',
        [tenantId, id, unitId, name, network, now],
      ),
    );
    tell(id);
    hint(
      'Penilaian dari jaringan ini tidak dihitung sampai diperiksa pimpinan; yang dari kios dan yang memakai kode kunjungan tetap dihitung.',
    );
  });

interface ListedNetwork {
  readonly id: string;
  readonly network: string;
  readonly name: string;
  readonly unit: string | null;
  readonly isRevoked: boolean;
}

const list = (code: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId } }) => {
    const { rows } = await pool.query<ListedNetwork>(
      `select office_network.id, network::text as network, office_network.name, unit.name as unit,
              revoked_at is not null as "isRevoked"
       from office_network
       left join unit on unit.tenant_id = $1 and unit.id = unit_id
       where office_network.tenant_id = $1 order by created_at, office_network.id`,
      [tenantId],
    );
    if (rows.length === 0) return tell('Belum ada jaringan kantor.');
    tellTable(
      ['ID', 'JARINGAN', 'NAMA', 'UNIT', 'STATUS'],
      rows.map(({ id, network, name, unit, isRevoked }) => [
        ...[id, network, name, unit ?? 'semua unit'],
        isRevoked ? 'dicabut' : 'berlaku',
      ]),
    );
  });

const REVOKE = `
  update office_network set revoked_at = $3 where tenant_id = $1 and id::text = $2 and revoked_at is null`;

const revoke = (code: string, id: string) =>
  withRegion(code, async ({ database: { pool }, tenant: { tenantId }, now }) => {
    await recorded(pool, { action: 'office-network.revoked', subject: id, detail: {}, at: now }, async (client) => {
      const { rowCount } = await client.query(REVOKE, [tenantId, id, now]);
      if (rowCount === 0)
        throw new Refused(
          `Jaringan kantor "${id}" tidak ada atau sudah dicabut; lihat: pnpm kinerja office-network list ${code}.`,
        );
    });
    tell('Jaringan kantor dicabut: penilaian dari sana dihitung lagi mulai sekarang.');
  });

/** `office-network add`, `office-network list`, `office-network revoke`. */
export const addOfficeNetworkCommands = (program: Command): void => {
  const network = program.command('office-network');
  network
    .command('add <kode> <jaringan> <nama>')
    .description('mencatat jaringan kantor')
    .option('--unit <id>', 'unit yang pegawainya memakai jaringan ini; bawaan: semua')
    .action(add);
  network.command('list <kode>').description('menampilkan jaringan kantor').action(list);
  network.command('revoke <kode> <id>').description('mencabut jaringan kantor').action(revoke);
};
