import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../../test/vectors/public.json' with { type: 'json' };
import {
  closesAt,
  comparePeriods,
  countedOn,
  daysOf,
  enclosing,
  endOf,
  isClosed,
  lastClosed,
  localDate,
  monthsOf,
  PERIOD_KINDS,
  type Period,
  parsePeriod,
  partsOf,
  periodContaining,
  periodLabel,
  previous,
  quartersOf,
  startOf,
} from './period.ts';
import { LANGUAGES } from './text.ts';

const { zones, instants, period_start_utc } = vectors.expected.periods;
const names = ['WIB', 'WITA', 'WIT'] as const;
const at = (text: string) => Date.parse(text);
const utc = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');
const WIB = zones.WIB;

describe.each(names)('in %s', (name) => {
  test.each(instants)('$instant falls into its local day and periods', (vector) => {
    const instant = at(vector.instant);
    const { date, month, quarter, semester } = vector[name];
    expect({
      date: localDate(instant, zones[name]),
      month: periodContaining(instant, zones[name], 'month'),
      quarter: periodContaining(instant, zones[name], 'quarter'),
      semester: periodContaining(instant, zones[name], 'half'),
      year: periodContaining(instant, zones[name], 'year'),
    }).toEqual({ date, month, quarter, semester, year: date.slice(0, 4) });
  });

  test.each(Object.entries(period_start_utc[name]))('%s starts at %s', (period, start) => {
    expect(utc(startOf(parsePeriod(period), zones[name]))).toBe(start);
  });
});

test.each(['2026', '2026-S1', '2026-S2', '2026-Q1', '2026-Q4', '2026-01', '2026-12'])('%s is a period', (text) => {
  expect(parsePeriod(text)).toBe(text);
});

test.each([
  '2026-Q5',
  '2026-Q0',
  '2026-S3',
  '2026-13',
  '2026-00',
  '2026-9',
  '1999',
  '2100',
  '26',
  '2026-q3',
  ' 2026',
  '2026\n',
  '',
])('%j is no period, and the message tells what is', (text) => {
  expect(() => parsePeriod(text)).toThrow(`Periode "${text}" tidak dikenal; yang diharapkan tahun (2026)`);
});

const period = fc
  .tuple(
    fc.integer({ min: 2000, max: 2098 }),
    fc.constantFrom('', '-S1', '-S2', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-06', '-12'),
  )
  .map(([year, rest]) => parsePeriod(`${year}${rest}`));

test('parts lie end to end in their period, and each names it among those around', () => {
  fc.assert(
    fc.property(period, (whole) => {
      for (const pieces of [partsOf(whole), monthsOf(whole)].filter((list) => list.length > 0)) {
        const ends = pieces.map((piece) => endOf(piece, WIB));
        expect(pieces.map((piece) => startOf(piece, WIB))).toEqual([startOf(whole, WIB), ...ends.slice(0, -1)]);
        expect(ends.at(-1)).toBe(endOf(whole, WIB));
        for (const piece of pieces) expect([whole, ...enclosing(piece)]).toContain(whole);
      }
    }),
    { numRuns: 50 },
  );
});

test('every instant lies in the period that contains it', () => {
  const instant = fc.integer({ min: at('2001-01-01T00:00:00Z'), max: at('2098-01-01T00:00:00Z') });
  fc.assert(
    fc.property(
      instant,
      fc.constantFrom(...PERIOD_KINDS),
      fc.constantFrom(...Object.values(zones)),
      (moment, kind, zone) => {
        const found = periodContaining(moment, zone, kind);
        expect(startOf(found, zone)).toBeLessThanOrEqual(moment);
        expect(endOf(found, zone)).toBeGreaterThan(moment);
        expect(endOf(previous(found), zone)).toBe(startOf(found, zone));
      },
    ),
    { numRuns: 200 },
  );
});

test('an instant lies in the same day whichever was asked for before', () => {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: WIB });
  const hours = fc.integer({ min: -72, max: 72 });
  fc.assert(
    fc.property(fc.array(hours, { minLength: 2, maxLength: 20 }), (asked) => {
      const instants = asked.map((hour) => at('2026-09-30T17:00:00Z') + hour * 3_600_000);
      expect(instants.map((instant) => localDate(instant, WIB))).toEqual(
        instants.map((instant) => day.format(instant)),
      );
    }),
  );
});

test('a month lies in a quarter, a half and a year', () => {
  expect(enclosing('2026-09')).toEqual(['2026', '2026-S2', '2026-Q3']);
  expect(enclosing('2026-S1')).toEqual(['2026']);
  expect(enclosing('2026')).toEqual([]);
});

test('a year has two halves, a half two quarters, a quarter three months, a month nothing', () => {
  expect(partsOf('2026')).toEqual(['2026-S1', '2026-S2']);
  expect(partsOf('2026-S2')).toEqual(['2026-Q3', '2026-Q4']);
  expect(partsOf('2026-Q3')).toEqual(['2026-07', '2026-08', '2026-09']);
  expect(partsOf('2026-09')).toEqual([]);
  expect(monthsOf('2026-09')).toEqual(['2026-09']);
  expect(quartersOf('2026')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
  expect(quartersOf('2026-S2')).toEqual(['2026-Q3', '2026-Q4']);
  expect(quartersOf('2026-Q3')).toEqual(['2026-Q3']);
  expect(quartersOf('2026-09')).toEqual([]);
  expect(monthsOf('2026')).toHaveLength(12);
});

test('the days of a period include a leap day', () => {
  expect(daysOf('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
  expect(daysOf('2026-S2')).toEqual({ first: '2026-07-01', last: '2026-12-31' });
});

test('a period closes seven local days after its end', () => {
  expect(utc(closesAt('2026-Q3', WIB))).toBe('2026-10-07T17:00:00Z');
  expect(isClosed('2026-Q3', at('2026-10-07T16:59:59Z'), WIB)).toBe(false);
  expect(isClosed('2026-Q3', at('2026-10-07T17:00:00Z'), WIB)).toBe(true);
});

test('the last closed quarter waits for the seven days', () => {
  expect(lastClosed('quarter', at('2026-10-07T16:59:59Z'), WIB)).toBe('2026-Q2');
  expect(lastClosed('quarter', at('2026-10-07T17:00:00Z'), WIB)).toBe('2026-Q3');
  expect(lastClosed('year', at('2027-01-03T00:00:00Z'), WIB)).toBe('2025');
  expect(lastClosed('month', at('2026-03-05T00:00:00Z'), WIB)).toBe('2026-01');
});

test('periods are ordered by their first day, longer ones first', () => {
  const periods: Period[] = ['2026-02', '2026-Q1', '2025-12', '2026', '2026-01', '2026-S1', '2026-Q2'];
  expect(periods.sort(comparePeriods)).toEqual([
    '2025-12',
    '2026',
    '2026-S1',
    '2026-Q1',
    '2026-01',
    '2026-02',
    '2026-Q2',
  ]);
});

test.each([
  ['2026', 'tahun 2026', 'the year 2026', 'taun 2026', 'taun 2026'],
  ['2026-S1', 'semester I 2026', 'half 1 of 2026', 'semester I 2026', 'semester I 2026'],
  ['2026-Q3', 'triwulan III 2026', 'quarter 3 of 2026', 'triwulan III 2026', 'triwulan III 2026'],
  ['2026-01', 'Januari 2026', 'January 2026', 'Januari 2026', 'Januari 2026'],
  ['2026-09', 'September 2026', 'September 2026', 'Séptémber 2026', 'September 2026'],
] as const)('%s reads "%s"', (written, ...labels) => {
  expect(LANGUAGES.map((lang) => periodLabel(written, lang))).toEqual(labels);
  expect(periodLabel(written)).toBe(labels[0]);
});

describe('a rating that waited on a device', () => {
  const receivedAt = at('2026-10-03T05:00:00Z');
  const received = { receivedAt, zone: WIB };

  test.each([
    ['no claim', undefined, '2026-10-03', false],
    ['a claim of the same day', '2026-10-03T01:00:00Z', '2026-10-03', false],
    ['a clock that runs a few minutes ahead', '2026-10-03T05:04:00Z', '2026-10-03', false],
    ['a claim three days back, in the month that is not closed yet', '2026-09-30T05:00:00Z', '2026-09-30', false],
    ['a claim exactly seven days back', '2026-09-26T05:00:00Z', '2026-09-26', false],
    ['a claim just over seven days back', '2026-09-26T04:59:59Z', '2026-10-03', true],
    ['a claim of tomorrow', '2026-10-04T05:00:00Z', '2026-10-03', true],
    ['a clock ten years behind', '2016-10-03T05:00:00Z', '2026-10-03', true],
    ['a clock at its epoch', '1970-01-01T00:00:00Z', '2026-10-03', true],
  ])('%s', (_, claim, date, late) => {
    expect(countedOn({ ...received, submittedAt: claim ? at(claim) : null })).toEqual({ date, late });
  });

  test('counts by the midnight of the tenant’s zone', () => {
    const submittedAt = at('2026-09-30T16:30:00Z');
    const soon = at('2026-09-30T18:00:00Z');
    expect(countedOn({ receivedAt: soon, submittedAt, zone: zones.WIB }).date).toBe('2026-09-30');
    expect(countedOn({ receivedAt: soon, submittedAt, zone: zones.WITA }).date).toBe('2026-10-01');
  });

  test('does not believe a claim for a month that was closed, whatever the clock shows', () => {
    const claim = { receivedAt: at('2026-10-02T02:00:00Z'), submittedAt: at('2026-09-30T02:00:00Z'), zone: WIB };
    expect(countedOn(claim)).toEqual({ date: '2026-09-30', late: false });
    expect(countedOn({ ...claim, wasClosed: true })).toEqual({ date: '2026-10-02', late: true });
  });

  test('never changes a closed month, whatever it claims', () => {
    const moment = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    const shift = fc.integer({ min: -20 * 86_400_000, max: 20 * 86_400_000 });
    fc.assert(
      fc.property(moment, shift, (now, difference) => {
        const { date } = countedOn({ receivedAt: now, submittedAt: now + difference, zone: WIB });
        expect(isClosed(parsePeriod(date.slice(0, 7)), now, WIB)).toBe(false);
        expect(date <= localDate(now, WIB)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
