import { expect, test } from 'vitest';
import type { Delivery, Parcel } from '../outbox.ts';
import { queueSentences } from './queue-sentences.ts';
import { wordsFor } from './words.ts';

const parcel = (delivery: object, createdAt = 0) =>
  ({ submission: { createdAt }, delivery: delivery as Delivery }) as Parcel;
const waits = (reason: 'network' | 'server', kept = 'device') => parcel({ waiting: { reason, until: 0, kept } });
const failed = (message: string, day = 0) => parcel({ failure: { failure: 'refused', message } }, day * 86_400_000);

const told = (parcels: readonly Parcel[], lang = 'id') =>
  queueSentences(parcels, { words: wordsFor(lang), dayOf: (time) => `hari ${time / 86_400_000}` });

test('a delivered queue is nothing to speak of', () => {
  expect(told([])).toEqual([]);
  expect(told([parcel({ receipt: { code: 'x' } })])).toEqual([]);
});

test('what waits is counted by what it waits for', () => {
  const parcels = [...Array(12).fill(waits('network')), waits('server'), waits('network', 'memory'), parcel({})];
  expect(told(parcels)).toEqual([
    '13 penilaian menunggu jaringan.',
    '1 penilaian menunggu server.',
    '1 penilaian hanya ada di layar ini karena peramban menolak menyimpan. Jangan matikan perangkat.',
  ]);
});

test('what was not taken is told with the reason, and how long it is kept', () => {
  const parcels = [failed('Komentar memuat NIK.', 3), failed('', 2), failed('Komentar memuat NIK.', 4)];
  expect(told(parcels)).toEqual([
    '2 penilaian tersimpan di sini dan belum diterima server. Komentar memuat NIK.',
    '1 penilaian tersimpan di sini dan belum diterima server.',
    'Tersimpan paling lama sampai hari 16.',
  ]);
});

test('a refused token is told with what to do about it', () => {
  const [sentence] = told([failed('deviceToken: perangkat ini sudah dicabut, jadi kirimannya tidak diterima lagi.')]);
  expect(sentence).toContain('server menolak token perangkat ini');
  expect(sentence).toContain('pasang token yang baru');
});

test.each(['en', 'su', 'jv'])('in %s the same is told in other words', (lang) => {
  const parcels = [waits('network'), failed('x')];
  expect(told(parcels, lang)).toHaveLength(3);
  expect(told(parcels, lang)).not.toEqual(told(parcels));
});
