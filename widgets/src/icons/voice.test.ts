import { expect, test } from 'vitest';
import { voiceFor } from './voice.ts';

const voice = (lang: string, localService = true) => ({ lang, localService });

test.each([
  ['id', 'id-ID'],
  ['id', 'id_ID'],
  ['id', 'in-ID'],
  ['id', 'ind-default'],
  ['en', 'en-GB'],
  ['su', 'su-ID'],
  ['jv', 'jw_ID'],
])('for %s there is the voice %s', (code, lang) => {
  expect(voiceFor(code, [voice('de-DE'), voice(lang)])?.lang).toBe(lang);
});

test('a voice of the device comes before one that needs a network', () => {
  const own = voice('id-ID');
  expect(voiceFor('id', [voice('id-ID', false), own])).toBe(own);
});

test('a regional language without a voice is read by an Indonesian one', () => {
  expect(voiceFor('su', [voice('en-US'), voice('id-ID')])?.lang).toBe('id-ID');
});

test('no language is read by a voice of another one', () => {
  expect(voiceFor('id', [voice('en-US'), voice('it-IT'), voice('is-IS')])).toBeUndefined();
  expect(voiceFor('en', [voice('id-ID')])).toBeUndefined();
});
