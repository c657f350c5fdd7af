import { type Bounds, COUNTS, type Limit, TIMES } from '../../published/limits.ts';
import { markdown, type Row, whole } from '../table.ts';

/** A figure of ours beside what it may be. */
export interface Measured {
  readonly what: string;
  readonly value: number;
  readonly bounds: Bounds;
  readonly anchor: string;
}

type Figure = keyof typeof COUNTS | keyof typeof TIMES;

const LIMITS: Readonly<Record<Figure, Limit>> = { ...COUNTS, ...TIMES };

export const measured = (figure: Figure, value: number): Measured => {
  const { what, anchor, ...bounds } = LIMITS[figure];
  return { what, value, bounds, anchor };
};

/** A figure with as many digits as it is worth. */
export const figure = (value: number): string => {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return whole(value);
  return value.toFixed(Math.abs(value) < 0.1 ? 4 : 1);
};

const isExceeded = ({ value, bounds }: Measured) => !(value <= bounds.limit);

const verdict = (one: Measured) => {
  if (isExceeded(one)) return '**exceeded**';
  return one.value <= one.bounds.target ? 'target met' : 'within the limit';
};

const HEAD: Row = ['', 'Kinerja', 'target', 'limit', '', 'for comparison'];

export const verdicts = (all: readonly Measured[]): string =>
  markdown([
    HEAD,
    ...all.map((one): Row => {
      const { what, value, bounds, anchor } = one;
      return [what, figure(value), figure(bounds.target), figure(bounds.limit), verdict(one), anchor];
    }),
  ]);

/** Of what is beyond its limit, the names. */
export const exceeded = (all: readonly Measured[]): readonly string[] => all.filter(isExceeded).map(({ what }) => what);
