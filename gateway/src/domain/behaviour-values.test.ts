import berakhlak from '@kinerja/schema/policies/berakhlak.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { behaviourItems, parseBehaviourStandard } from './behaviour-values.ts';

const standard = parseBehaviourStandard(berakhlak);

test('BerAKHLAK has seven values in the order of its letters', () => {
  expect(standard.values.map(({ name }) => name.id)).toEqual([
    'Berorientasi Pelayanan',
    'Akuntabel',
    'Kompeten',
    'Harmonis',
    'Loyal',
    'Adaptif',
    'Kolaboratif',
  ]);
});

test('BerAKHLAK has 21 items, three of each value, no two alike', () => {
  expect(standard.values.map(({ items }) => items.length)).toEqual([3, 3, 3, 3, 3, 3, 3]);
  expect(new Set(behaviourItems(standard).map(({ text }) => text.id)).size).toBe(21);
  expect(new Set(behaviourItems(standard).map(({ key }) => key)).size).toBe(21);
});

test('every text of BerAKHLAK is there in English too', () => {
  const texts = [
    standard.source,
    ...standard.values.map(({ name }) => name),
    ...behaviourItems(standard).map(({ text }) => text),
  ];
  for (const text of texts) expect(Object.keys(text)).toEqual(['id', 'en']);
});

test('an item key used twice is refused with its path, in one value or in two', () => {
  const [first, second] = berakhlak.values;
  const item = first?.items[0];
  const values = [
    { ...first, items: [item, item] },
    { ...second, items: [item] },
  ];
  expect(() => parseBehaviourStandard({ ...berakhlak, values })).toThrow(
    expect.objectContaining({
      name: 'InvalidBehaviourStandard',
      message:
        'The behaviour standard is not usable:\n' +
        '  values.0.items.1.key: "kebutuhan-masyarakat" is used twice\n' +
        '  values.1.items.0.key: "kebutuhan-masyarakat" is used twice',
    }),
  );
});

test('all mistakes of a standard are reported at once', () => {
  const broken = { values: [{ key: 'Loyal!', name: { id: ' ' }, items: [] }] };
  expect(() => parseBehaviourStandard(broken)).toThrow(
    /source: [\s\S]*values\.0\.key: [\s\S]*values\.0\.name\.id: [\s\S]*values\.0\.items: /,
  );
});
