import { describe, expect, test } from 'vitest';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import type { Cell } from './cell.ts';
import { MappingNeeded } from './element-mapping.ts';
import { ImportRefused, problemLine } from './import-refused.ts';
import { serviceReader } from './import-target.ts';
import { type RatingFile, readRatings } from './read-ratings.ts';

const KEYS = 'persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,sarana,pengaduan'.split(',');
const NUMBERS = KEYS.map((_, place) => `U${place + 1}`);
const FOURS = KEYS.map(() => '4');
const NOW = new Date('2026-08-19T07:00:00Z');

const service = {
  id: '0198c0de-0000-7000-8000-000000000001',
  unitId: '0198c0de-0000-7000-8000-000000000002',
  name: 'KTP-el',
  unitName: 'Disdukcapil',
  questionnaireKey: 'skm-2017',
  questionnaireVersion: 1,
};

type Choices = Omit<RatingFile, 'file'>;

const DAY: Choices = { date: '2026-07-03', service: service.id };

/** Reads rows as those of a file; `choose` answers when a mapping is asked for. */
const read = async (rows: readonly (readonly Cell[])[], choices: Choices = DAY, choose?: string) => {
  const told: string[] = [];
  const result = await readRatings(
    { ...choices, file: { name: 'a.csv', bytes: Buffer.of() } },
    { rows, readAs: 'CSV' },
    {
      questionnaire: skm2017,
      service: choices.service === undefined ? serviceReader(new Map([[service.id, service]])) : service,
    },
    { zone: 'Asia/Jakarta', now: NOW },
    {
      tell: (line) => told.push(line),
      progress: () => undefined,
      ...(choose !== undefined && { chooseMapping: async () => choose }),
    },
  );
  return { ...result, told };
};

const refusal = async (rows: readonly (readonly Cell[])[], choices?: Choices): Promise<ImportRefused> => {
  const error = await read(rows, choices).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ImportRefused)) throw new Error(`Expected a refusal, got ${error}.`);
  return error;
};

/** A row of fours with some cells of its own. */
const scores = (changes: Readonly<Record<string, Cell>> = {}) =>
  KEYS.map((key, place) => (changes[key] === undefined ? (FOURS[place] ?? null) : changes[key]));

describe('columns of elements', () => {
  test('are found by key or official name, in any order, below any title', async () => {
    const { ratings } = await read([
      ['PENGOLAHAN SURVEI KEPUASAN MASYARAKAT'],
      [],
      ['No', 'Waktu Penyelesaian', 'persyaratan', ...KEYS.filter((key) => !['waktu', 'persyaratan'].includes(key))],
      ['1', '2', '3', ...FOURS.slice(2)],
    ]);
    expect(ratings.map(({ row: number, scores }) => [number, scores])).toEqual([[4, [3, 4, 2, 4, 4, 4, 4, 4, 4]]]);
  });

  test('may stand in the second of two rows of headings', async () => {
    const { ratings, told } = await read([
      ['No', 'Jenis Kelamin', 'NILAI UNSUR PELAYANAN'],
      [null, null, ...KEYS],
      ['1', 'P', ...FOURS],
    ]);
    expect(ratings[0]?.respondent).toEqual({ sex: 'P' });
    expect(told).toContain('Kolom yang diabaikan: No.');
  });

  test('that are bare numbers need a mapping, which is offered', async () => {
    const error = await refusal([NUMBERS, FOURS]);
    expect(error).toBeInstanceOf(MappingNeeded);
    expect(error.message).toMatch(/^Unsur dalam berkas ini hanya bernomor \(U1, U2, .*U9\)/);
  });

  test.each([
    ['skm-regulation', { U8: 'pengaduan', U9: 'sarana' }],
    ['skm-questionnaire', { U8: 'sarana', U9: 'pengaduan' }],
    [
      'U1=persyaratan,U2=prosedur,U3=waktu,U4=biaya,U5=produk,U6=kompetensi,U7=perilaku,U8=sarana,U9=pengaduan',
      { U8: 'sarana', U9: 'pengaduan' },
    ],
  ])('that are bare numbers mean what the mapping %s says', async (map, meaning) => {
    const { ratings, record } = await read([NUMBERS, [...FOURS.slice(0, 7), '1', '2']], { ...DAY, map });
    const places = { sarana: KEYS.indexOf('sarana'), pengaduan: KEYS.indexOf('pengaduan') };
    expect(ratings[0]?.scores[places[meaning.U8 as 'sarana']]).toBe(1);
    expect(ratings[0]?.scores[places[meaning.U9 as 'sarana']]).toBe(2);
    expect(record).toMatchObject({ confirmed: map, elements: { [meaning.U8]: 'U8', [meaning.U9]: 'U9' } });
  });

  test('that are bare numbers mean what somebody at the terminal chooses, and nothing without a choice', async () => {
    const { record } = await read([NUMBERS, FOURS], DAY, 'skm-regulation');
    expect(record).toMatchObject({ confirmed: 'skm-regulation', elements: { sarana: 'U9' } });
  });

  test('must be there for every required element', async () => {
    const error = await refusal([KEYS.filter((key) => key !== 'waktu' && key !== 'biaya'), FOURS.slice(2)]);
    expect(error.message).toMatch(/^Unsur wajib tanpa kolom: waktu; judul yang ada: persyaratan, prosedur, produk/);
  });

  test('may lack an element that is not required', async () => {
    const { ratings, told } = await read([KEYS.filter((key) => key !== 'biaya'), FOURS.slice(1)]);
    expect(ratings[0]?.scores[KEYS.indexOf('biaya')]).toBeNull();
    expect(told).toContain('Tanpa kolom, jadi dibaca sebagai tidak dijawab: biaya.');
  });

  test('may not name an element twice', async () => {
    const error = await refusal([
      [...KEYS, 'Waktu Penyelesaian'],
      [...FOURS, '4'],
    ]);
    expect(error.message).toContain('Kolom "waktu" dan "Waktu Penyelesaian" sama-sama berisi unsur waktu');
    expect(
      (
        await read(
          [
            [...KEYS, 'Waktu Penyelesaian'],
            [...FOURS, '1'],
          ],
          { ...DAY, ignore: ['Waktu Penyelesaian'] },
        )
      ).ratings,
    ).toHaveLength(1);
  });

  test('must be there at all', async () => {
    expect(
      (
        await refusal([
          ['a', 'b'],
          ['1', '2'],
        ])
      ).message,
    ).toContain('Tidak ada kolom unsur dalam berkas');
    expect((await refusal([])).message).toContain('Tidak ada kolom unsur dalam berkas');
    expect((await refusal([KEYS])).message).toBe('Berkas ini tidak berisi satu baris penilaian pun.');
  });
});

describe('other columns', () => {
  const titles = [...KEYS, 'Umur', 'Pendidikan', 'NIK', 'Nama', 'No. HP', 'Saran', 'Hobi', 'Cuaca'];
  const cells = [...FOURS, 41, 'SLTA', '3273056010900009', 'Budi', '0812', ' Cepat\u200b sekali ', 'memancing', null];

  test('of the profile and the comment are kept, cleaned', async () => {
    const { ratings } = await read([titles, cells]);
    expect(ratings).toMatchObject([{ respondent: { ageBand: '40-55', education: 'SMA' }, comment: 'Cepat sekali' }]);
  });

  test('that name a person are never read, and the operator is told', async () => {
    const { ratings, told, record } = await read([titles, cells]);
    expect(told).toContain('Data pribadi, tidak dibaca dan tidak disimpan: NIK, Nama, No. HP.');
    expect(JSON.stringify({ ratings, record })).not.toMatch(/3273056010900009|Budi|0812/);
  });

  test('that nobody knows are listed', async () => {
    const { told } = await read([titles, cells]);
    expect(told).toContain('Kolom yang diabaikan: Hobi, Cuaca.');
  });

  test('can be left out, so that other bands of age do not stop an import', async () => {
    const other = [...FOURS, '20-29', ...cells.slice(10)];
    const error = await refusal([titles, other]);
    expect(error.problems.map(problemLine)).toEqual([
      'baris 2, kolom Umur: "20-29" tidak dikenal; yang diharapkan 0-24, 25-39, 40-55, 56+, atau umur dalam tahun',
    ]);
    expect((await read([titles, other], { ...DAY, ignore: ['umur'] })).ratings).toMatchObject([
      { respondent: { education: 'SMA' } },
    ]);
  });

  test('that the operator names must exist', async () => {
    const error = await refusal([KEYS, FOURS], { ...DAY, dateColumn: 'Tgl Isi', ignore: ['Umur'] });
    expect(error.message).toMatch(/^Kolom "Tgl Isi", "Umur" tidak ada dalam berkas; yang ada: persyaratan/);
  });
});

describe('the day', () => {
  test('comes from a column of dates, found or named', async () => {
    const rows = [
      [...KEYS, 'Tgl Survei', 'Tanggal Lahir'],
      [...FOURS, '03/07/2026', '01/01/1980'],
    ];
    expect((await read(rows, { service: service.id })).reach).toMatchObject({ from: '2026-07-03', to: '2026-07-03' });
    const named = [
      [...KEYS, 'Tanggal', 'Hari isi'],
      [...FOURS, '01/01/1980', '04/07/2026'],
    ];
    expect((await read(named, { service: service.id, dateColumn: 'hari isi' })).reach.from).toBe('2026-07-04');
  });

  test('of a file without such a column is the one that the operator names, or the last of a period', async () => {
    const rows = [KEYS, FOURS];
    const at = async (choices: Choices) =>
      (await read(rows, { ...choices, service: service.id })).ratings[0]?.countedOn;
    expect(await at({ date: '3-7-2026' })).toBe('2026-07-03');
    expect(await at({ period: '2026-Q2' })).toBe('2026-06-30');
    expect(await at({ period: '2026-Q3' })).toBe('2026-08-19'); // today: the quarter has not ended
    expect((await read(rows, { service: service.id, period: '2026-Q2' })).told).toContain(
      'Tanpa kolom tanggal: semua penilaian dihitung pada 2026-06-30.',
    );
  });

  test.each([
    [{}, 'sebutkan --date-column, --date, atau --period'],
    [{ period: '2026-Q4' }, '--period: 2026-Q4 belum dimulai; hari ini 2026-08-19'],
    [{ date: '2026-08-20' }, '--date: 2026-08-20 di luar 2000-01-01 sampai 2026-08-19'],
    [{ date: '2026-07-03', period: '2026-Q2' }, '--date: 2026-07-03 di luar 2026-04-01 sampai 2026-06-30'],
    [{ date: 'kemarin' }, '--date: "kemarin" tidak terbaca sebagai tanggal'],
  ] as const)('%j is refused', async (choices, reason) => {
    expect((await refusal([KEYS, FOURS], { ...choices, service: service.id })).message).toContain(reason);
  });

  test('in a column and from the operator at once is refused', async () => {
    const error = await refusal([
      [...KEYS, 'tanggal'],
      [...FOURS, '2026-07-03'],
    ]);
    expect(error.message).toContain('hilangkan --date');
  });
});

describe('rows', () => {
  test('each with all that is wrong in it, by number, column, value and reason', async () => {
    const titles = [...KEYS, 'tanggal', 'jenis kelamin', 'saran'];
    const good = ['2026-07-03', 'L', null];
    const rows = [
      titles,
      [...scores(), ...good],
      [...scores({ waktu: '5', biaya: '0' }), ...good],
      [...scores({ waktu: '2,5', prosedur: 'baik' }), ...good],
      [...scores({ perilaku: null, biaya: null }), ...good],
      [],
      [...scores({ produk: '1.98609E+17', sarana: '1.000' }), ...good],
      [...scores(), '2026-08-20', 'X', 'a\u0007'],
      [...scores(), '31/06/2026', null, 'x'.repeat(1001)],
      [...scores(), null, null, null],
      [...scores(), ...good, 'kelebihan'],
    ];
    const { problems, message } = await refusal(rows, { service: service.id });
    expect(message).toBe('8 dari 9 baris tidak dapat diimpor; tidak ada yang disimpan.');
    expect(problems.map(problemLine)).toEqual([
      'baris 3, kolom waktu: "5" di luar 1 sampai 4',
      'baris 3, kolom biaya: "0" di luar 1 sampai 4',
      'baris 4, kolom prosedur: "baik" bukan angka (nilai 1, 2, 3, atau 4)',
      'baris 4, kolom waktu: "2,5" berupa pecahan; yang diharapkan bilangan bulat (nilai 1, 2, 3, atau 4)',
      'baris 5, kolom perilaku: kosong; unsur ini wajib dinilai',
      'baris 7, kolom produk: "1.98609E+17" ditulis dalam notasi ilmiah, sehingga angka aslinya sudah hilang (nilai 1, 2, 3, atau 4)',
      'baris 7, kolom sarana: "1.000" di luar 1 sampai 4',
      'baris 8, kolom tanggal: "2026-08-20" belum terjadi; hari ini 2026-08-19',
      'baris 8, kolom saran: "a\uFFFD" berisi karakter kendali U+0007; yang diharapkan teks biasa tanpa karakter kendali.',
      'baris 8, kolom jenis kelamin: "X" tidak dikenal; yang diharapkan L, P',
      'baris 9, kolom tanggal: "31/06/2026" tidak ada di kalender (dibaca hari, bulan, tahun)',
      expect.stringMatching(/^baris 9, kolom saran: "x{60}…" paling banyak 1000 karakter/),
      'baris 10, kolom tanggal: kosong; setiap baris perlu tanggal',
      expect.stringMatching(/^baris 11, kolom ke-13: "kelebihan" ada di luar 12 kolom judul/),
    ]);
  });

  test('of averages per unit are recognised as such', async () => {
    const averages = [3.62, 3.48, 3.44, 4, 3.51, 3.62, 3.65, 3.62, 3.96];
    const { message } = await refusal([
      ['OPP', ...KEYS],
      ['Dinas A', ...averages],
      ['Dinas B', ...averages],
    ]);
    expect(message).toContain('Nilainya tampak seperti rata-rata (NRR) per unit');
  });

  test('outside of the period that the operator named are bad', async () => {
    const rows = [
      [...KEYS, 'tanggal'],
      [...FOURS, '2026-06-30'],
      [...FOURS, '2026-07-01'],
    ];
    const { problems } = await refusal(rows, { service: service.id, period: '2026-Q3' });
    expect(problems.map(problemLine)).toEqual([
      'baris 2, kolom tanggal: "2026-06-30" di luar periode 2026-07-01 sampai 2026-08-19',
    ]);
  });

  test('may name their service', async () => {
    const rows = [
      ['service_id', ...KEYS],
      [service.id, ...FOURS],
      ['0198c0de-0000-7000-8000-00000000000f', ...FOURS],
      ['KTP', ...FOURS],
    ];
    const { problems } = await refusal(rows, { date: '2026-07-03' });
    expect(problems.map(({ row: number, column, value }) => [number, column, value])).toEqual([
      [3, 'service_id', '0198c0de-0000-7000-8000-00000000000f'],
      [4, 'service_id', 'KTP'],
    ]);
    expect((await read(rows.slice(0, 2), { date: '2026-07-03' })).ratings[0]?.service).toBe(service);
  });

  test('of sums under the respondents are left out, and the operator is told where they begin', async () => {
    const { ratings, told } = await read([
      ['No', ...KEYS],
      ['1', ...FOURS],
      ['2', ...FOURS],
      ['Jumlah Nilai Per Unsur', ...KEYS.map(() => '8')],
      ['NRR Per Unsur', ...KEYS.map(() => '4,00')],
      [],
      ['IKM Unit Pelayanan', '100'],
      ['Kepala Dinas, ttd'],
    ]);
    expect(ratings).toHaveLength(2);
    expect(told).toContain('Jumlah dan rata-rata mulai baris 4 tidak diimpor: semuanya dihitung ulang.');
  });

  test('that begin like a sum, with respondents below them, are not left out', async () => {
    const { problems } = await refusal([
      ['No', ...KEYS],
      ['Jumlah', ...KEYS.map(() => '8')],
      ['1', ...FOURS],
    ]);
    expect(new Set(problems.map(({ row: number }) => number))).toEqual(new Set([2]));
  });

  test('whose comment begins like a sum are ratings', async () => {
    const { ratings } = await read([
      ['Saran', ...KEYS],
      ['Jumlah loket kurang', ...FOURS],
    ]);
    expect(ratings).toMatchObject([{ comment: 'Jumlah loket kurang' }]);
  });
});
