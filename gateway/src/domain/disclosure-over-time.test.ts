import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Span, spanOf } from '../../../test/support/span.ts';
import { advance } from './disclosure.ts';

const MONTHS = ['jan', 'feb'];
const DAYS = 12;
/** From this day on ratings are for February, and a few late ones still come in for January. */
const FEBRUARY = 6;

/** Ratings of a unit's services by "service month day". */
type History = ReadonlyMap<string, number>;

/** A figure of the unit or of a service, in a month or in both together. */
interface Figure {
  readonly id: string;
  readonly services: readonly string[];
  readonly months: readonly string[];
}

const history = fc.integer({ min: 1, max: 3 }).chain((count) => {
  const services = ['a', 'b', 'c'].slice(0, count);
  const days = Array.from({ length: DAYS }, (_, day) => day);
  const names = services.flatMap((service) =>
    days.flatMap((day) => MONTHS.slice(0, day < FEBRUARY ? 1 : 2).map((month) => `${service} ${month} ${day}`)),
  );
  const isLate = (name: string) => name.includes('jan') && Number(name.split(' ')[2]) >= FEBRUARY;
  const ratings = names.map((name) =>
    isLate(name) ? fc.nat({ max: 3 }) : fc.oneof(fc.nat({ max: 4 }), fc.nat({ max: 14 })),
  );
  return fc
    .tuple(...ratings)
    .map((list) => ({ services, ratings: new Map(names.map((name, at) => [name, list[at] ?? 0])) }));
});

function figuresOf(services: readonly string[]) {
  const owners = [{ owner: 'unit', services }, ...services.map((service) => ({ owner: service, services: [service] }))];
  const periods = [
    { period: 'quarter', months: MONTHS },
    ...MONTHS.map((month) => ({ period: month, months: [month] })),
  ];
  const figures = owners.flatMap(({ owner, services: own }) =>
    periods.map(({ period, months }): Figure => ({ id: `${owner} ${period}`, services: own, months })),
  );
  const equations = [
    ...periods.map(({ period }) => ({
      total: `unit ${period}`,
      parts: services.map((service) => `${service} ${period}`),
    })),
    ...owners.map(({ owner }) => ({ total: `${owner} quarter`, parts: MONTHS.map((month) => `${owner} ${month}`) })),
  ];
  return { figures, equations };
}

/** The names of the ratings in a figure that came from one day up to another. */
function namesIn({ services, months }: Figure, from: number, to: number, ratings: History): readonly string[] {
  const days = Array.from({ length: to - from }, (_, at) => from + at);
  const names = services.flatMap((service) =>
    months.flatMap((month) => days.map((day) => `${service} ${month} ${day}`)),
  );
  return names.filter((name) => ratings.has(name));
}

const count = (names: readonly string[], ratings: History) =>
  names.reduce((sum, name) => sum + (ratings.get(name) ?? 0), 0);
const sumOf = (names: readonly string[]) => new Map(names.map((name) => [name, 1]));

/** What follows from the figures of every day together. */
function publishDaily({ figures, equations }: ReturnType<typeof figuresOf>, ratings: History): Span<string> {
  const shownUntil = new Map<string, number>();
  const copies: ReadonlyMap<string, number>[] = [];
  for (let today = 1; today <= DAYS; today += 1) {
    const pending = figures.map((figure): [string, { ratings: number }] => {
      const names = namesIn(figure, shownUntil.get(figure.id) ?? 0, today, ratings);
      return [figure.id, { ratings: count(names, ratings) }];
    });
    const moving = advance(new Map(pending), equations);
    for (const figure of figures.filter(({ id }) => moving.has(id))) {
      shownUntil.set(figure.id, today);
      copies.push(sumOf(namesIn(figure, 0, today, ratings)));
    }
  }
  return spanOf(copies);
}

/** The ratings of one figure on any run of days, when they are one to nine. */
function smallGroups(figures: readonly Figure[], ratings: History): readonly (readonly string[])[] {
  const days = Array.from({ length: DAYS }, (_, day) => day);
  return figures
    .flatMap((figure) =>
      days.flatMap((from) => days.slice(from).map((last) => namesIn(figure, from, last + 1, ratings))),
    )
    .filter((names) => count(names, ratings) > 0 && count(names, ratings) < 10);
}

test('whoever keeps the running figures of every day learns of no group of one to nine', () => {
  fc.assert(
    fc.property(history, ({ services, ratings }) => {
      const made = figuresOf(services);
      const span = publishDaily(made, ratings);
      expect(smallGroups(made.figures, ratings).filter((names) => span.contains(sumOf(names)))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});
