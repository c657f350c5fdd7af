import { describe, expect, test } from 'vitest';
import { pulse1, skm2004, skm2017 } from '../../../test/support/questionnaires.ts';
import { bareNumber, MappingNeeded, mappingChoices, namedElement, parseMapping } from './element-mapping.ts';

describe('an element', () => {
  test.each([
    ['waktu', 'waktu'],
    ['WAKTU ', 'waktu'],
    ['Waktu  Penyelesaian', 'waktu'],
    ['Biaya / Tarif', 'biaya'],
    ['Sistem, Mekanisme dan Prosedur', 'prosedur'],
    ['Sarana & Prasarana', 'sarana'],
    ['Penanganan Pengaduan, Saran dan Masukan', 'pengaduan'],
    ['U8. Sarana dan Prasarana', 'sarana'],
    ['Unsur 8 - Penanganan pengaduan, saran, dan masukan', 'pengaduan'],
    ['9. Sarana dan Prasarana', 'sarana'],
  ])('is known as %j', (heading, key) => expect(namedElement(heading, skm2017)).toBe(key));

  test.each(['U8', 'Unsur 8', 'saran', 'waktu tunggu', '8', null])('is not known as %j', (heading) =>
    expect(namedElement(heading, skm2017)).toBeUndefined(),
  );
});

test.each([
  ['U8', 8],
  ['u.8', 8],
  ['U 08', 8],
  ['Unsur 8', 8],
  ['Unsur ke-8', 8],
  ['U8 sarana', undefined],
  ['8', undefined],
])('the bare number in %j is %s', (heading, number) => expect(bareNumber(heading)).toBe(number));

describe('a mapping', () => {
  test('by the order of the regulation or of its questionnaire differs in the last two elements', () => {
    const regulation = parseMapping('skm-regulation', skm2017).elements;
    const questionnaire = parseMapping('skm-questionnaire', skm2017).elements;
    expect([regulation.get('u8'), regulation.get('u9')]).toEqual(['pengaduan', 'sarana']);
    expect([questionnaire.get('u8'), questionnaire.get('u9')]).toEqual(['sarana', 'pengaduan']);
    for (const place of [1, 2, 3, 4, 5, 6, 7]) expect(regulation.get(`u${place}`)).toBe(questionnaire.get(`u${place}`));
  });

  test('may be pairs, by keys or names, of numbers or any other heading', () => {
    const { chosen, elements } = parseMapping('U1=persyaratan, Unsur 2 = prosedur,Cepat?=Waktu Penyelesaian', skm2017);
    expect(chosen).toBe('U1=persyaratan, Unsur 2 = prosedur,Cepat?=Waktu Penyelesaian');
    expect(Object.fromEntries(elements)).toEqual({ u1: 'persyaratan', u2: 'prosedur', cepat: 'waktu' });
  });

  test('that was printed as a choice is read as it', () => {
    for (const { name, pairs } of mappingChoices(skm2017))
      expect(parseMapping(pairs, skm2017).elements).toEqual(parseMapping(name, skm2017).elements);
  });

  test('tells every pair that is wrong', () => {
    expect(() => parseMapping('U1=syarat,U2,U3=waktu,U3=biaya,=produk', skm2017)).toThrow(
      /"U1=syarat", "U2", "U3=biaya" \(judul yang sama dua kali\), "=produk" tidak dikenal; .*skm-regulation.*pengaduan/,
    );
  });

  test('of another questionnaire has its own order only', () => {
    expect(mappingChoices(skm2004).map(({ name }) => name)).toEqual(['questionnaire']);
    expect(mappingChoices(pulse1).map(({ name, difference }) => [name, difference])).toEqual([['questionnaire', '']]);
  });

  test('is asked for with both known orders, ready to paste', () => {
    const { message, choices } = new MappingNeeded(['U8', 'U9'], skm2017);
    expect(choices).toHaveLength(2);
    expect(message).toContain(
      '--map skm-regulation   (U8 = Penanganan Pengaduan, Saran dan Masukan; U9 = Sarana dan Prasarana)',
    );
    expect(message).toContain('--map "U1=persyaratan,U2=prosedur,U3=waktu,U4=biaya,U5=produk,U6=kompetensi,');
    expect(message).toContain('U7=perilaku,U8=sarana,U9=pengaduan"');
  });
});
