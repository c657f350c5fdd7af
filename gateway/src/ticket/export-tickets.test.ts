import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { OFFICE_NOW, openTicketOffice } from '../../../test/support/ticket-office.ts';
import type { Period } from '../domain/period.ts';
import { writeTable } from '../report/write-table.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { exportTickets } from './export-tickets.ts';

const office = await openTicketOffice();
const { bandung, gateway, leader, report, work, hide, flag, audit } = office;

describe('what goes out in the columns of SP4N-LAPOR!', () => {
  const exported = async (tenant: typeof bandung, period: Period) => {
    const { database, inTenant } = gateway.database;
    const context = {
      db: database,
      tenants: await openTenantDirectory(database.directory),
      now: () => new Date('2026-12-10T03:00:00Z'),
    };
    const { rows, ...counted } = await inTenant(tenant, () => exportTickets(context, { period, exportedBy: 'sari' }));
    const file = await writeTable(rows, 'csv');
    return { ...counted, rows: parse(file, { columns: true, bom: true }) as readonly Record<string, string>[] };
  };

  test('is masked, without spam, hidden words or a formula that would be run, and on record', async () => {
    gateway.clock.set('2026-12-01T20:00:00Z');
    const formula = await report({ words: '=HYPERLINK("http://x";"NIK 3273056010900009")', service: 'Surat' });
    await work(leader, formula.id, 'VERIFY', { category: 'pungutan', laporId: '7412345' });
    const hidden = await report({ words: 'Bodoh semua.' });
    await hide(leader, hidden.id, { reason: 'Memaki.' });
    const junk = await report({ words: 'Iklan.' });
    await flag(leader, junk.id, { reason: 'Iklan.' });
    gateway.clock.set(OFFICE_NOW);
    expect(await exported(bandung, '2026-12')).toEqual({
      tickets: 2,
      spam: 1,
      rows: [
        {
          // In Jakarta it was the next day.
          tanggal_masuk: '2026-12-02',
          dinas_tujuan: 'Kelurahan Dago',
          kecamatan_final: 'Kecamatan Coblong',
          status: 'Diteruskan ke petugas',
          kategori: expect.stringMatching(/pungutan/i),
          isi_laporan_awal: `'=HYPERLINK("http://x";"NIK [NIK]")`,
          tracking_id: '7412345',
        },
        {
          tanggal_masuk: '2026-12-02',
          dinas_tujuan: 'Dago',
          kecamatan_final: '',
          status: 'Menunggu diperiksa',
          kategori: '',
          isi_laporan_awal: '[disembunyikan]',
          tracking_id: '',
        },
      ],
    });
    expect(await audit('tickets.exported')).toMatchObject([
      { actor: 'operator sari', detail: { period: '2026-12', tickets: 2, spam: 1 } },
    ]);
  });

  test('is of one region alone', async () => {
    expect(await exported(office.other, '2026-12')).toEqual({ tickets: 0, spam: 0, rows: [] });
  });
});
