import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { rating, submit } from '../../../test/support/submit.ts';
import { OFFICE_NOW, openTicketOffice } from '../../../test/support/ticket-office.ts';
import { loadTicketPolicy } from '../../../test/support/ticket-policy.ts';
import type { Period } from '../domain/period.ts';
import { writeTable } from '../report/write-table.ts';
import { openTenantDirectory } from '../tenant/tenant-directory.ts';
import { exportBacklog } from './export-backlog.ts';

const office = await openTicketOffice();
const { bandung, other, gateway, leader, report, work, say, hide, flag, tag, audit } = office;

const exported = async (tenant: typeof bandung, period: Period = '2026-08') => {
  const { database, inTenant } = gateway.database;
  const context = {
    db: database,
    tenants: await openTenantDirectory(database.directory),
    now: () => gateway.clock.now(),
  };
  const { rows, ...counted } = await inTenant(tenant, () => exportBacklog(context, { period, exportedBy: 'sari' }));
  const file = await writeTable(rows, 'csv');
  return { ...counted, rows: parse(file, { columns: true, bom: true }) as readonly Record<string, string>[] };
};

const load = (version: number, digitalServices: unknown) =>
  loadTicketPolicy(
    gateway.database,
    bandung,
    { ...sp4nLapor, key: 'bandung', version, digitalServices },
    gateway.clock.now(),
  );

const comment = (words: string) => submit(gateway, rating(bandung.service('Izin').id, { comment: words }));

describe('the backlog of the apps of a region', () => {
  test('is empty, and says how much belongs to none, while the region has named no app', async () => {
    await report();
    expect(await exported(bandung)).toEqual({ rows: [], tickets: 0, comments: 0, untagged: 1, withheldComments: [] });
  });

  test('holds by app what was tagged, and what its services were told; masked, without spam, hidden words and formulas', async () => {
    gateway.clock.set('2026-08-19T08:00:00Z');
    await load(1, [
      { key: 'izin', label: { id: 'Aplikasi izin' }, services: [bandung.service('Izin').id] },
      { key: 'situs', label: { id: 'Situs dinas' } },
    ]);
    const formula = await report({ words: '=HYPERLINK("http://x";"NIK 3273056010900009")' });
    await work(leader, formula.id, 'VERIFY', { category: 'sarana' });
    await work(leader, formula.id, 'REPLY', { text: 'Sudah diperbaiki.' });
    await say(formula.code, 'FIXED');
    await tag(leader, formula.id, { digitalService: 'situs' });
    const hidden = await report({ words: 'Bodoh semua.', service: 'Izin', kind: 'ASPIRATION' });
    await hide(leader, hidden.id, { reason: 'Memaki.' });
    const moved = await report({ words: 'Situsnya lambat, bukan izinnya.', service: 'Izin' });
    await tag(leader, moved.id, { digitalService: 'situs' });
    const junk = await report({ words: 'Iklan.', service: 'Izin' });
    await flag(leader, junk.id, { reason: 'Iklan.' });
    const { rows, ...counted } = await exported(bandung);
    expect(counted).toEqual({ tickets: 3, comments: 0, untagged: 1, withheldComments: [] });
    expect(rows).toEqual([
      {
        layanan_digital: 'Aplikasi izin',
        jenis: 'Aspirasi',
        masuk: '2026-08-19',
        unit: 'Dinas Kesehatan',
        layanan: 'Izin',
        kategori: '',
        status: 'Menunggu diperiksa',
        hasil_menurut_pelapor: '',
        isi: '[disembunyikan]',
      },
      {
        layanan_digital: 'Situs dinas',
        jenis: 'Pengaduan',
        masuk: '2026-08-19',
        unit: 'Dago',
        layanan: 'Umum',
        kategori: 'Sarana dan prasarana',
        status: 'Sudah dijawab',
        hasil_menurut_pelapor: 'sudah beres',
        isi: `'=HYPERLINK("http://x";"NIK [NIK]")`,
      },
      expect.objectContaining({ layanan_digital: 'Situs dinas', isi: 'Situsnya lambat, bukan izinnya.' }),
    ]);
    expect(await audit('backlog.exported')).toMatchObject([
      { detail: { tickets: 0 } },
      { actor: 'operator sari', detail: { period: '2026-08', tickets: 3, comments: 0 } },
    ]);
  });

  test('holds comments of ratings from five on, without the day and not in the order in which they came', async () => {
    for (const words of ['satu', 'dua', 'tiga', 'hubungi 081234567890']) await comment(words);
    const few = await exported(bandung);
    expect(few).toMatchObject({ comments: 0, withheldComments: ['Aplikasi izin'] });
    expect(JSON.stringify(few.rows)).not.toContain('Komentar');
    await comment('lima');
    const { rows, comments, withheldComments } = await exported(bandung);
    expect({ comments, withheldComments }).toEqual({ comments: 5, withheldComments: [] });
    const said = rows.filter(({ jenis }) => jenis === 'Komentar penilaian');
    expect(said.map(({ masuk }) => masuk)).toEqual(Array.from({ length: 5 }, () => '2026-08'));
    expect(said.map(({ isi }) => isi).toSorted()).toEqual(['dua', 'hubungi [nomor telepon]', 'lima', 'satu', 'tiga']);
    const stored = await gateway.database.inspect<{ comment: string }>(
      `select comment from feedback where kind = 'RATING' order by md5(id::text)`,
    );
    expect(said.map(({ isi }) => isi)).toEqual(
      stored.map(({ comment: words }) => words.replace('081234567890', '[nomor telepon]')),
    );
  });

  test('leaves out comments of ratings that a leader took out of the figures', async () => {
    gateway.clock.set('2026-08-19T09:00:00Z');
    await leader('mutation ($input: ExcludeRatingsInput!) { excludeRatings(input: $input) { __typename } }', {
      input: {
        serviceId: bandung.service('Izin').id,
        from: '2026-08-19T00:00:00Z',
        until: '2026-08-19T09:00:00Z',
        reason: 'TEST',
        explanation: 'Uji coba formulir oleh vendor.',
      },
    });
    const { comments, withheldComments, tickets } = await exported(bandung);
    expect({ comments, withheldComments, tickets }).toEqual({ comments: 0, withheldComments: [], tickets: 3 });
  });

  test('keeps what is tagged with an app that the region has no more', async () => {
    await load(2, []);
    const { rows, tickets } = await exported(bandung);
    expect(tickets).toBe(2);
    expect(new Set(rows.map(({ layanan_digital: app }) => app))).toEqual(new Set(['situs']));
  });

  test('is of one region and one period alone', async () => {
    expect((await exported(other)).rows).toEqual([]);
    expect((await exported(bandung, '2026-07')).rows).toEqual([]);
    gateway.clock.set(OFFICE_NOW);
  });
});
