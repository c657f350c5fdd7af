import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPersonalData } from './personal-data.ts';

describe('is masked, and nothing around it:', () => {
  test.each([
    ['NIK saya 3273056010900009.', 'NIK saya [NIK].'],
    ['NIK: 32.73.05.601090.0009', 'NIK: [NIK]'],
    ['NIK 3273 0560 1090 0009 atas nama ibu', 'NIK [NIK] atas nama ibu'],
    ['ktp 327305-601090-0009', 'ktp [NIK]'],
    ['no KK 3273051203090012', 'no KK [NIK]'],
    ['Lahir 29 Februari: 3273052902960001', 'Lahir 29 Februari: [NIK]'],
    ['(3273056010900009)', '([NIK])'],
    ['3273056010900009 081234567890', '[NIK] [nomor telepon]'],
    ['081234567890 3273056010900009', '[nomor telepon] [NIK]'],
    ['1 3273-0560-1090-0009 3273051203090012', '1 [NIK] [NIK]'],
    ['a@b.id3273056010900009', '[alamat surel][NIK]'],
    ['NIK3273056010900009atas nama ibu', 'NIK[NIK]atas nama ibu'],
    ['tgl 17-08-2026 081210345678', 'tgl 17-08-2026 [nomor telepon]'],
    ['Hubungi 0812-3456-7890 ya', 'Hubungi [nomor telepon] ya'],
    ['wa 081234567890', 'wa [nomor telepon]'],
    ['+62 812 3456 7890', '[nomor telepon]'],
    ['HP saya 6281234567890', 'HP saya [nomor telepon]'],
    ['telepon (021) 7654321', 'telepon [nomor telepon]'],
    ['rumah 0274 512345', 'rumah [nomor telepon]'],
    ['0812.3456.7890', '[nomor telepon]'],
    ['wa 81234567890', 'wa [nomor telepon]'],
    ['0857 1234 5678/0812 1111 2222', '[nomor telepon]/[nomor telepon]'],
    ['081234567890, 081298765432', '[nomor telepon], [nomor telepon]'],
    ['081234567890 / 022 4206190\n081298765432', '[nomor telepon] / [nomor telepon]\n[nomor telepon]'],
    ['tgl 17-08-2026 081234567890', 'tgl 17-08-2026 [nomor telepon]'],
    ['081234567890@gmail.com', '[alamat surel]'],
    ['anak di Singapura: +65 6123 4567', 'anak di Singapura: [nomor telepon]'],
    ['surel siti.aminah+lapor@gmail.com, terima kasih', 'surel [alamat surel], terima kasih'],
    ['tulis ke budi@dinas.bandung.go.id.', 'tulis ke [alamat surel].'],
    ['mobil D 1234 ABC parkir', 'mobil [pelat nomor] parkir'],
    ['B1234XYZ', '[pelat nomor]'],
    ['angkot AB 1 C', 'angkot [pelat nomor]'],
    ['motor d 4567 uvw menyerempet', 'motor [pelat nomor] menyerempet'],
    ['nopol DK-5678-FG', 'nopol [pelat nomor]'],
    ['Saya 3273056010900009, 081234567890, a@b.id', 'Saya [NIK], [nomor telepon], [alamat surel]'],
  ])('%s', (text, masked) => {
    expect(maskPersonalData(text)).toBe(masked);
  });
});

describe('stays as it was written:', () => {
  test.each([
    'Saya diminta Rp 250.000.000 oleh petugas.',
    'Rp. 812.345.678 untuk proyek',
    'Biaya Rp50.000, padahal gratis',
    'Rp 0812345678',
    'tanggal 01-02-2026, lalu 17.08.2026',
    'Buka 08.00-16.00, Jumat 08.00 - 11.30 WIB',
    'Nomor berkas 0123456789012',
    'No. 021/45/2024',
    'registrasi 2026/08/00123',
    'kode 3273-7K3M-9QXT',
    'tanda terima 3273-B6YF-V4W6-T31R-N8JV',
    'berkas B/12/X/2026 dan A.12.B.3',
    'rekening 1370012345678',
    'NPWP 09.254.294.3-407.000',
    'nomor pegawai 198609262015051001',
    'Nomor perkara 3273059910900009',
    'Nomor 3273056010900000 dengan urut nol',
    'Lahir 30 Februari: 3273053002960001',
    'Nomor seri 32730560109000091',
    'Kartu 0000123412341234',
    'Darurat 112, halo 14045, LAPOR 1708',
    'Bebas pulsa 0800 1 500 567',
    'Loket B 12 DAN 13 tutup',
    'Blok D 12 AB nomor 3',
    'Jalan Dago, blok b 3 rt 05 rw 02',
    'Poli A 2 B antre lama',
    'PP 30 TAHUN 2019, UU 25/2009',
    'Jarak 5 km, 12 kg, L 3 m',
    'RT 05 RW 02',
    'di dago 3 kali saya @ loket',
    'harga @ 5.000 per lembar',
    'Antrean A 101 belum dipanggil',
    '',
    '😡',
  ])('%s', (text) => {
    expect(maskPersonalData(text)).toBe(text);
  });
});

test('whatever is written, what is masked once stays the same when it is masked again', () => {
  const piece = fc.constantFrom(
    '3273056010900009',
    '081234567890',
    'a@b.id',
    'D 1234 AB',
    ' ',
    '-',
    '0',
    'x',
    '😡',
    '@',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const masked = maskPersonalData(pieces.join(''));
      expect(maskPersonalData(masked)).toBe(masked);
    }),
    { numRuns: 2000 },
  );
});

test('whatever stands beside it, a number or an address is masked', () => {
  const personal = fc.constantFrom('3273056010900009', '327305-601090-0009', '081234567890', 'a@b.id');
  fc.assert(
    fc.property(fc.array(personal, { maxLength: 8 }), fc.constantFrom(' ', ', ', ' - ', '\n'), (pieces, between) => {
      expect(maskPersonalData(pieces.join(between))).not.toMatch(/\d|@/);
    }),
    { numRuns: 2000 },
  );
});

test('the longest text that can be sent is read in one go, whatever it is made of', () => {
  for (const piece of ['1', '1 ', '08', 'a.', '@', 'a@', 'B 1 ', '+']) {
    const text = piece.repeat(2000 / piece.length);
    expect(maskPersonalData(text).length).toBeGreaterThan(0);
  }
}, 2_000);
