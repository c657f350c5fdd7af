import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { startGateway } from '../../../test/support/gateway.ts';
import { createOperator, csvFile } from '../../../test/support/import.ts';
import { importEmployees } from './import-employees.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { importUnits } from './import-units.ts';
import type { ImportFile } from './read-table.ts';

const gateway = await startGateway({
  now: '2026-11-21T03:00:00Z',
  tenants: {
    bulungan: { code: '65.01', name: 'Kabupaten Bulungan', units: [{ name: 'Dinas Kesehatan', services: ['Izin'] }] },
    palu: { code: '72.71', name: 'Kota Palu' },
  },
});
const { bulungan, palu } = gateway.tenants;
const operator = await createOperator(gateway, bulungan);
const operatorOfPalu = await createOperator(gateway, palu);
const { inspect } = gateway.database;

type Row = readonly (string | number | null)[];

const units = (name: string, ...rows: readonly Row[]) =>
  csvFile(name, [['Id', 'InstansiId', 'DiatasanId', 'NamaUnor', 'NamaJabatan', 'PemimpinPnsId'], ...rows]);
const TREE = units(
  'ref_unor.csv',
  ['U1', 'I1', null, 'Sekretariat Daerah', 'Sekretaris Daerah', 'P-RAHASIA'],
  ['U2', 'I1', 'U1', 'Dinas Kesehatan', 'Kepala Dinas Kesehatan', null],
  ['U3', 'I1', 'U2', 'Puskesmas Tanjung Selor', null, null],
);

const HEADINGS = [
  ...['pns_id', 'nip_baru', 'nip_lama', 'nama', 'gelar_depan', 'gelar_belakang', 'agama_nama', 'nik', 'nomor_hp'],
  ...['alamat', 'jenis_pegawai_nama', 'gol_akhir_nama', 'jenis_jabatan_id', 'jenis_jabatan_nama', 'jabatan_nama'],
  ...['tmt_jabatan', 'unor_id', 'unor_nama', 'kedudukan_hukum_nama'],
];

interface Person {
  readonly nip: string | number;
  readonly nama?: string | null;
  readonly jabatan?: string;
  readonly jenis?: string;
  readonly unor?: string;
  readonly tmt?: string | null;
  readonly gol?: string;
  readonly pegawai?: string;
}

const rowOf = ({
  nip,
  nama = 'Ani Sari',
  jabatan = 'Perawat Ahli Muda',
  jenis = 'Jabatan Fungsional',
  unor = 'U3',
  tmt = '01-03-2021',
  gol = 'III/c',
  pegawai = 'PNS Daerah',
}: Person): Row => [
  ...['P-RAHASIA', nip, '131110468', nama, 'dr.', 'M.Kes', 'AGAMA-RAHASIA', '6501234567890001', '081234567890'],
  ...['ALAMAT-RAHASIA', pegawai, gol, 'JJ-RAHASIA', jenis, jabatan, tmt, unor, 'Puskesmas', 'Aktif'],
];

const employees = (name: string, ...people: readonly Person[]) => csvFile(name, [HEADINGS, ...people.map(rowOf)]);

const ANI = '198609262015052001';
const BUDI = '197003032000031002';
const CITRA = '199001012025212001';

const importTree = (file: ImportFile) =>
  operator.run((context, desk) => importUnits({ file, importedBy: 'sari' }, context, desk));
const importPeople = (file: ImportFile) =>
  operator.run((context, desk) => importEmployees({ file, importedBy: 'sari' }, context, desk));

/** The message and the problems of a refusal, as the operator reads them. */
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw error ?? new Error('It was imported.');
  return [error.message, ...error.problems.map(problemLine)].join('\n');
};

const counted = async () => {
  const [counts] = await inspect<Record<string, number>>(
    `select (select count(*)::integer from unit) as units, (select count(*)::integer from post) as posts,
            (select count(*)::integer from employee) as employees, (select count(*)::integer from assignment) as assignments,
            (select count(*)::integer from import_batch) as batches`,
  );
  return counts;
};

const history = (nip: string) =>
  inspect<Record<string, unknown>>(
    `select post.name as post, unit.name as unit, starts_on::text as "startsOn", ends_on::text as "endsOn"
     from assignment join employee on employee.id = employee_id join post on post.id = post_id join unit on unit.id = unit_id
     where employee_number = $1 order by starts_on`,
    [nip],
  );

describe('a file of units', () => {
  test('becomes a tree, adopts the unit of its name, and leaves who heads it outside', async () => {
    expect(await importTree(TREE)).toMatchObject({
      outcome: 'imported',
      added: 2,
      changed: 1,
      dropped: { columns: ['InstansiId', 'PemimpinPnsId'], cells: 4 },
    });
    const rows = await inspect(
      `select unit.siasn_id as id, unit.name, unit.kind, above.name as above, post.name as head from unit
       left join unit as above on above.id = unit.parent_id
       left join post on post.unit_id = unit.id and heads_unit order by unit.siasn_id`,
    );
    expect(rows).toEqual([
      { id: 'U1', name: 'Sekretariat Daerah', kind: 'sekretariat', above: null, head: 'Sekretaris Daerah' },
      { id: 'U2', name: 'Dinas Kesehatan', kind: 'dinas', above: 'Sekretariat Daerah', head: 'Kepala Dinas Kesehatan' },
      { id: 'U3', name: 'Puskesmas Tanjung Selor', kind: 'puskesmas', above: 'Dinas Kesehatan', head: null },
    ]);
    const [adopted] = await inspect<{ id: string }>("select id from unit where siasn_id = 'U2'");
    expect(adopted?.id).toBe(bulungan.unit('Dinas Kesehatan').uuid);
  });

  test('changes nothing when it comes again', async () => {
    const before = await counted();
    expect(await importTree(TREE)).toMatchObject({ outcome: 'already imported', added: 0, changed: 0 });
    expect(await counted()).toEqual(before);
  });

  test('is refused with every circle, duplicate and unknown parent in it, and changes nothing', async () => {
    const before = await counted();
    const bad = units(
      'salah.csv',
      ['U3', 'I1', 'U5', 'Puskesmas Tanjung Selor', null, null],
      ['U4', 'I1', 'U3', 'Poli Umum', null, null],
      ['U5', 'I1', 'U4', 'Poli Gigi', null, null],
      ['U6', 'I1', 'U6', 'Poli Sendiri', null, null],
      ['U7', 'I1', 'U99', 'Poli Jauh', null, null],
    );
    expect(await refusalOf(importTree(bad))).toBe(
      [
        '5 dari 5 baris tidak dapat diimpor; tidak ada yang disimpan.',
        'baris 2, kolom DiatasanId: "U5" membuat unit berada di bawah dirinya sendiri: Puskesmas Tanjung Selor → Poli Gigi → Poli Umum → Puskesmas Tanjung Selor',
        'baris 3, kolom DiatasanId: "U3" membuat unit berada di bawah dirinya sendiri: Puskesmas Tanjung Selor → Poli Gigi → Poli Umum → Puskesmas Tanjung Selor',
        'baris 4, kolom DiatasanId: "U4" membuat unit berada di bawah dirinya sendiri: Puskesmas Tanjung Selor → Poli Gigi → Poli Umum → Puskesmas Tanjung Selor',
        'baris 5, kolom DiatasanId: "U6" membuat unit berada di bawah dirinya sendiri: Poli Sendiri → Poli Sendiri',
        'baris 6, kolom DiatasanId: "U99" bukan unit dalam berkas ini dan bukan unit daerah ini',
      ].join('\n'),
    );
    const twice = units('dua.csv', ['U8', 'I1', 'U1', 'A', null, null], ['U8', 'I1', 'U1', 'B', null, null]);
    expect(await refusalOf(importTree(twice))).toContain('baris 3, kolom Id: "U8" sudah ada di baris 2');
    expect(await counted()).toEqual(before);
  });

  test('may not close a circle with a unit that was there before', async () => {
    const turned = units('putar.csv', ['U1', 'I1', 'U3', 'Sekretariat Daerah', null, null]);
    expect(await refusalOf(importTree(turned))).toContain('di bawah dirinya sendiri: Sekretariat Daerah → Puskesmas');
  });
});

describe('a file of employees', () => {
  const FIRST = employees(
    'asn.csv',
    { nip: ANI },
    { nip: BUDI, nama: 'Budi', jabatan: 'Kepala Puskesmas', jenis: 'Jabatan Struktural', tmt: '15-01-1998' },
    { nip: CITRA, nama: 'Citra', jabatan: 'Bidan', jenis: 'Pelaksana', pegawai: 'PPPK', gol: 'IX', tmt: null },
  );

  test('becomes people in posts; all columns that are not needed stay outside', async () => {
    const { outcome, added, changed, moved, dropped } = await importPeople(FIRST);
    expect({ outcome, added, changed, moved }).toEqual({ outcome: 'imported', added: 3, changed: 0, moved: 0 });
    expect(dropped).toEqual({
      columns: ['pns_id', 'nip_lama', 'agama_nama', 'nik', 'nomor_hp', 'alamat', 'jenis_jabatan_id'],
      cells: 21,
    });
    expect(
      await inspect(
        `select employee_number as nip, employee.name, title_before as before, title_after as after, employment, grade,
                legal_status as legal, post.name as post, post.kind, functional_level as level, heads_unit as heads,
                starts_on::text as "startsOn"
         from employee join assignment on employee_id = employee.id join post on post.id = post_id order by employee.name`,
      ),
    ).toEqual([
      {
        nip: ANI,
        name: 'Ani Sari',
        before: 'dr.',
        after: 'M.Kes',
        employment: 'PNS',
        grade: 'III/c',
        legal: 'Aktif',
        post: 'Perawat Ahli Muda',
        kind: 'FUNCTIONAL',
        level: 'AHLI_MUDA',
        heads: false,
        startsOn: '2021-03-01',
      },
      expect.objectContaining({ name: 'Budi', kind: 'STRUCTURAL', heads: true, startsOn: '1998-01-15' }),
      expect.objectContaining({ name: 'Citra', kind: 'EXECUTOR', employment: 'PPPK', startsOn: '2026-11-21' }),
    ]);
  });

  test('leaves no trace of what was dropped, anywhere in the database or on the screen', async () => {
    const tables = await inspect<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
    );
    const everything = [...operator.told];
    for (const { name } of tables)
      everything.push(
        ...(await inspect<{ row: string }>(`select "${name}"::text as row from "${name}"`)).map(({ row }) => row),
      );
    const all = everything.join('\n');
    expect(all).toContain('Ani Sari');
    for (const secret of ['RAHASIA', '6501234567890001', '081234567890', '131110468'])
      expect(all).not.toContain(secret);
    expect(operator.told).toContain(
      'Tidak dibaca dan tidak disimpan: 21 sel dalam 7 kolom (pns_id, nip_lama, agama_nama, nik, nomor_hp, alamat, jenis_jabatan_id).',
    );
  });

  test('is remembered with its batch; the audit has no employee number', async () => {
    const audit = JSON.stringify(await inspect("select * from audit_event where action = 'personnel.imported'"));
    expect(audit).toContain('operator sari');
    expect(audit).toContain('asn.csv');
    const all = JSON.stringify(await inspect('select * from audit_event'));
    for (const nip of [ANI, BUDI, CITRA]) expect(all).not.toContain(nip);
  });

  test('changes nothing when it comes again', async () => {
    const before = await counted();
    expect(await importPeople(FIRST)).toMatchObject({ outcome: 'already imported', added: 0, changed: 0, moved: 0 });
    expect(await counted()).toEqual(before);
  });

  test('that says the same in another file changes nobody', async () => {
    const again = employees(
      'lagi.csv',
      { nip: ANI },
      {
        nip: `${BUDI.slice(0, 8)} ${BUDI.slice(8)}`,
        nama: 'Budi',
        jabatan: 'Kepala Puskesmas',
        jenis: 'Struktural',
        tmt: '15-01-1998',
      },
    );
    expect(await importPeople(again)).toMatchObject({ outcome: 'imported', added: 0, changed: 0, moved: 0 });
    expect(operator.told).toContain('1 pegawai yang sudah tercatat tidak ada dalam berkas ini dan tidak diubah.');
  });

  test('that comes later updates people, and a move ends the old assignment and begins a new one', async () => {
    const later = employees(
      'desember.csv',
      { nip: ANI, gol: 'III/d', jabatan: 'Perawat Ahli Madya', tmt: '01-10-2026' },
      { nip: CITRA, nama: 'Citra', jabatan: 'Bidan', jenis: 'Pelaksana', pegawai: 'PPPK', gol: 'IX', tmt: null },
      { nip: BUDI, nama: 'Budi', jabatan: 'Kepala Puskesmas', jenis: 'Struktural', tmt: '15-01-1998', unor: 'U2' },
    );
    expect(await importPeople(later)).toMatchObject({ added: 0, changed: 1, moved: 2 });
    const unit = 'Puskesmas Tanjung Selor';
    expect(await history(ANI)).toEqual([
      { post: 'Perawat Ahli Muda', unit, startsOn: '2021-03-01', endsOn: '2026-09-30' },
      { post: 'Perawat Ahli Madya', unit, startsOn: '2026-10-01', endsOn: null },
    ]);
    // Another unit without a new TMT: from the day of the import.
    expect(await history(BUDI)).toEqual([
      { post: 'Kepala Puskesmas', unit, startsOn: '1998-01-15', endsOn: '2026-11-20' },
      { post: 'Kepala Puskesmas', unit: 'Dinas Kesehatan', startsOn: '2026-11-21', endsOn: null },
    ]);
    expect(operator.told).toContain('1 perpindahan tanpa TMT jabatan yang baru: dihitung mulai hari ini.');
    const audit = await inspect<{ action: string }>(
      `select action from audit_event where action in ('employee.changed', 'assignment.started') order by id`,
    );
    expect(audit.map(({ action }) => action)).toEqual(['employee.changed', 'assignment.started', 'assignment.started']);
  });

  test('of a second move on one day is refused: history is not rewritten', async () => {
    const again = employees('balik.csv', {
      nip: BUDI,
      nama: 'Budi',
      jabatan: 'Analis',
      jenis: 'Pelaksana',
      tmt: '15-01-1998',
    });
    expect(await refusalOf(importPeople(again))).toContain(
      'baris 2, kolom tmt_jabatan: "1998-01-15" tidak sesudah jabatan terakhir yang tercatat (dari 2026-11-21); riwayat tidak diubah',
    );
  });
});

describe('a hostile file of employees', () => {
  test('tells every bad row with the number masked, and stores nothing', async () => {
    const before = await counted();
    const told = await refusalOf(
      importPeople(
        employees(
          'salah.csv',
          { nip: '1.98609E+17' },
          { nip: '198602302015051001' },
          { nip: ANI },
          { nip: ANI },
          { nip: '131110468' },
          { nip: '199501012020012003', nama: null },
          { nip: '199501012020012004', tmt: '31-02-2020' },
          { nip: '199501012020012005', tmt: '01-01-2027' },
          { nip: '199501012020012006', jenis: 'Ajaib' },
          { nip: '199501012020012007', nama: '6501234567890001' },
        ),
      ),
    );
    expect(told.split('\n')).toEqual([
      '9 dari 10 baris tidak dapat diimpor; tidak ada yang disimpan.',
      expect.stringMatching(/^baris 2, kolom nip_baru: "…" NIP sudah diubah Excel menjadi bilangan/),
      expect.stringMatching(/^baris 3, kolom nip_baru: "…001" .*tanggal lahir/),
      'baris 5, kolom nip_baru: "…001" sudah ada di baris 4',
      expect.stringMatching(/^baris 6, kolom nip_baru: "…468" .*NIP lama/),
      'baris 7, kolom nama: kosong; setiap pegawai perlu nama',
      'baris 8, kolom tmt_jabatan: "31-02-2020" tidak ada di kalender (dibaca hari, bulan, tahun)',
      'baris 9, kolom tmt_jabatan: "01-01-2027" belum terjadi; hari ini 2026-11-21',
      expect.stringMatching(/^baris 10, kolom jenis_jabatan_nama: "Ajaib" bukan jenis jabatan yang dikenal/),
      expect.stringMatching(/^baris 11, kolom nama: "…" berisi nomor yang panjang/),
    ]);
    expect(told).not.toMatch(/\d{9}/);
    expect(await counted()).toEqual(before);
  });

  test('with a unit nobody knows, or two who head one unit, is refused by row', async () => {
    const unknown = employees('unor.csv', { nip: '199501012020012003', unor: 'U77' });
    expect(await refusalOf(importPeople(unknown))).toContain('baris 2, kolom unor_id: "U77" bukan unit daerah ini');
    const head = { jabatan: 'Kepala Dinas Kesehatan', jenis: 'Struktural', unor: 'U2' };
    const two = employees('dua.csv', { nip: '199501012020012003', ...head }, { nip: '199501012020012004', ...head });
    expect(await refusalOf(importPeople(two))).toContain(
      'baris 3, kolom jabatan: "Kepala Dinas Kesehatan" memimpin unit yang sudah dipimpin pegawai di baris 2',
    );
  });

  test('whose cells have slipped to the right is refused without repeating them', async () => {
    const slipped: ImportFile = {
      name: 'geser.csv',
      bytes: Buffer.from(`nip,nama,jabatan,unor_id\n${ANI},Sari, Ani,Perawat,U3,6501234567890001\n`),
    };
    const told = await refusalOf(importPeople(slipped));
    expect(told).toContain('ada di luar kolom judul');
    expect(told).not.toContain('6501234567890001');
  });

  test('of a spreadsheet with numbers for employee numbers is refused; with texts it is read', async () => {
    const sheet = (nip: string | number) => [
      ['NIP BARU', 'NAMA', 'JABATAN NAMA', 'UNOR ID', 'TMT JABATAN'].map((value) => ({ value })),
      [
        { value: nip },
        { value: 'Dewi' },
        { value: 'Bidan' },
        { value: 'U3' },
        { value: new Date('2020-05-01'), format: 'dd-mm-yyyy' },
      ],
    ];
    const xlsx = async (nip: string | number): Promise<ImportFile> => ({
      name: 'asn.xlsx',
      bytes: await writeXlsx(sheet(nip)).toBuffer(),
    });
    const told = await refusalOf(importPeople(await xlsx(Number('198609262015051001'))));
    expect(told).toContain('baris 2, kolom NIP BARU: "…" NIP terbaca sebagai bilangan');
    expect(await importPeople(await xlsx('199202022018032001'))).toMatchObject({ outcome: 'imported', added: 1 });
    expect(await history('199202022018032001')).toMatchObject([{ post: 'Bidan', startsOn: '2020-05-01' }]);
  });

  test.each<[string, string, RegExp]>([
    ['without the columns that are needed', 'agama,nik\nIslam,1\n', /^Tidak ada kolom yang dikenal/],
    ['without names', `nip_baru,jabatan,unor_id\n${ANI},Bidan,U3\n`, /^Kolom "nama" tidak ada dalam berkas/],
    [
      'with a heading twice',
      `nip,nama,nama,jabatan,unor_id\n${ANI},A,B,Bidan,U3\n`,
      /^Judul kolom "nama" ada lebih dari/,
    ],
    ['without a row', 'nip_baru,nama,jabatan,unor_id\n', /^Berkas ini tidak berisi satu baris data pun/],
  ])('%s is refused', async (_what, text, message) => {
    expect(await refusalOf(importPeople({ name: 'x.csv', bytes: Buffer.from(text) }))).toMatch(message);
  });
});

test('a region reaches neither units nor people of another', async () => {
  const file = employees('asn.csv', { nip: ANI });
  const attempt = operatorOfPalu.run((context, desk) => importEmployees({ file, importedBy: 'sari' }, context, desk));
  expect(await refusalOf(attempt)).toContain('bukan unit daerah ini');
});

test('two imports of one file at the same moment store it once', async () => {
  const file = employees('serentak.csv', { nip: '199303032019032001', nama: 'Eka' });
  const outcomes = await Promise.all([importPeople(file), importPeople(file)]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['already imported', 'imported']);
  expect(await history('199303032019032001')).toHaveLength(1);
});

test('ten thousand employees are imported, and the operator sees how far it is', async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    nip: `1985${String(1 + (at % 12)).padStart(2, '0')}${String(1 + (Math.floor(at / 12) % 28)).padStart(2, '0')}2010${String(1 + (Math.floor(at / 336) % 12)).padStart(2, '0')}1${String(1 + Math.floor(at / 4032)).padStart(3, '0')}`,
    nama: `Pegawai ${at}`,
    jabatan: `Staf ${at % 500}`,
    jenis: 'Pelaksana',
  }));
  const file = employees('banyak.csv', ...many);
  const start = performance.now();
  expect(await importPeople(file)).toMatchObject({ added: 10_000 });
  const seconds = (performance.now() - start) / 1000;

  expect(operator.steps.at(-1)).toEqual([20_000, 20_000]);
  expect(seconds).toBeLessThan(60);
}, 90_000);
