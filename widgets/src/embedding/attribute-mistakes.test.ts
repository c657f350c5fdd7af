import { expect, test } from 'vitest';
import { attributeMistakes } from './attribute-mistakes.ts';
import { mistakeEn, mistakeId } from './attribute-words.ts';

const RULES = {
  service: { pattern: /^service_[\w-]+$/, vital: true },
  'site-key': { pattern: /^[\w.~-]+$/ },
  layout: { pattern: /^(steps|all)?$/ },
  lang: { pattern: /^((id|en|su|jv)(-.+)?)?$/i },
};
const GOOD = { service: 'service_x', 'site-key': 'pk' };
const mistakes = (given: Readonly<Record<string, string>>) =>
  attributeMistakes(new Map(Object.entries(given)), RULES).map(({ written, right }) => `${written} → ${right}`);

test.each([
  [{ ...GOOD }, []],
  [{ ...GOOD, lang: 'en-GB', class: 'a', 'data-v-1': '', hidden: '' }, []],
  [{ 'site-key': 'pk' }, ['service → service_AbCd…']],
  [{ ...GOOD, layout: 'wizard' }, ['layout="wizard" → steps, all']],
  [{ ...GOOD, lang: 'ms' }, ['lang="ms" → id, en, su, jv']],
  [{ ...GOOD, sitekey: 'pk' }, ['sitekey → site-key']],
  [{ ...GOOD, 'service-id': 'x', lay_out: 'all' }, ['service-id → service', 'lay_out → layout']],
])('of %j', (given, named) => {
  expect(mistakes(given)).toEqual(named);
});

test('a mistake is told in words, with what is vital apart', () => {
  const [service, siteKey] = attributeMistakes(new Map(), RULES);
  expect([service?.vital, siteKey?.vital]).toEqual([true, false]);
  const told = attributeMistakes(
    new Map([
      ['site-key', 'a b'],
      ['serv', 'x'],
    ]),
    RULES,
  );
  expect(told.map(mistakeId)).toEqual([
    'Atribut service belum diisi. Contoh yang benar: service_AbCd…',
    expect.stringMatching(/^site-key="a b" tidak dapat dipakai\. Contoh yang benar: /),
    'Atribut serv tidak dikenal. Mungkin maksudnya: service',
  ]);
  expect(told.map(mistakeEn)).toEqual([
    'The attribute service is missing. A right example: service_AbCd…',
    expect.stringMatching(/^site-key="a b" cannot be used\. A right example: /),
    'The attribute serv is not known. Perhaps this was meant: service',
  ]);
});
