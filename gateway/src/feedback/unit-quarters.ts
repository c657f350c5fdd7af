import { type Period, quartersOf } from '../domain/period.ts';
import type { FigureCell, FigureRow } from './figure-cells.ts';

/** A version of a figure that is being published, with what it was counted from. */
export type CountedFigure = FigureCell &
  Pick<FigureRow, 'questionnaireKey' | 'questionnaireVersion' | 'version' | 'withheld'>;

/** Figures of units for quarters, by the quarter: the one grain of what is kept beside a figure. */
export const unitQuarters = (figures: readonly CountedFigure[]): ReadonlyMap<Period, readonly CountedFigure[]> => {
  const groups = new Map<Period, CountedFigure[]>();
  for (const figure of figures)
    if (figure.scope === 'UNIT' && quartersOf(figure.period).includes(figure.period))
      groups.set(figure.period, [...(groups.get(figure.period) ?? []), figure]);
  return groups;
};
