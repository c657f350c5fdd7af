import { describe, expect, test } from 'vitest';
import { pulse1, skm2017 } from '../../../test/support/questionnaires.ts';
import type { ProfileKey } from '../domain/questionnaire.ts';
import type { Cell } from './cell.ts';
import { profileReader } from './read-profile.ts';

describe('the respondent profile', () => {
  const read: readonly (readonly [ProfileKey, Cell, string | null])[] = [
    ['sex', 'L', 'L'],
    ['sex', 'perempuan', 'P'],
    ['sex', 'Laki-Laki', 'L'],
    ['sex', 'Wanita', 'P'],
    ['sex', null, null],
    ['sex', '-', null],
    ['ageBand', 24, '0-24'],
    ['ageBand', '25', '25-39'],
    ['ageBand', '40 tahun', '40-55'],
    ['ageBand', '56', '56+'],
    ['ageBand', '25-39', '25-39'],
    ['ageBand', '25 – 39 tahun', '25-39'],
    ['ageBand', '25 s/d 39 Thn', '25-39'],
    ['ageBand', 'Di atas 55 tahun', '56+'],
    ['education', 'SLTA', 'SMA'],
    ['education', 'SMA/SLTA', 'SMA'],
    ['education', 'D3', 'DIPLOMA'],
    ['education', 's1', 'S1'],
    ['education', 'Tidak Sekolah', 'TIDAK_SEKOLAH'],
    ['occupation', 'PNS', 'ASN'],
    ['occupation', 'Mahasiswa', 'PELAJAR'],
    ['occupation', 'petani/nelayan', 'PETANI'],
    ['occupation', 'IBU_RUMAH_TANGGA', 'IBU_RUMAH_TANGGA'],
  ];
  test.each(read)('%s %j is %s', (key, cell, value) => expect(profileReader(key, skm2017)(cell)).toEqual({ value }));

  const refused: readonly (readonly [ProfileKey, Cell, string])[] = [
    ['sex', 'M', 'L, P'],
    ['sex', 1, 'L, P'],
    ['ageBand', '20-29', '0-24, 25-39, 40-55, 56+, atau umur dalam tahun'],
    ['ageBand', 200, 'atau umur dalam tahun'],
    ['ageBand', -1, 'atau umur dalam tahun'],
    ['ageBand', 30.5, 'atau umur dalam tahun'],
    ['education', 'S4', 'SMP, SMA'],
    ['occupation', 'TNI/POLRI', 'TNI, POLRI'],
  ];
  test.each(refused)('%s %j is unknown', (key, cell, expected) =>
    expect(profileReader(key, skm2017)(cell)).toEqual({ reason: expect.stringContaining(expected) }),
  );

  test('of a questionnaire that does not ask is not kept', () => {
    const asked = pulse1.profile.map(({ key }) => key);
    expect(asked).not.toContain('education');
    expect(profileReader('education', pulse1)('S4')).toEqual({ value: null });
  });
});
