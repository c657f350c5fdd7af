import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import type { Element, Questionnaire } from '../domain/questionnaire.ts';
import { type ElementMean, satisfactionIndex } from '../domain/satisfaction-index.ts';
import { officialCounts } from '../feedback/figure-cells.ts';
import { type PublicFigure, readFigure } from '../feedback/read-figure.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';

/** An element of a figure with its place, the weakest first. */
export interface PlacedElement {
  /** From 1; elements that are exactly as weak share it. */
  readonly place: number;
  readonly element: Element;
  readonly mean: ElementMean;
}

/** The same with the figure that it belongs to. */
export interface WeakElement extends PlacedElement {
  readonly questionnaire: Questionnaire;
  readonly period: Period;
  readonly unitId: string;
}

interface Wanted {
  readonly unitId: string;
  readonly zone: string;
  readonly period: Period | null;
  readonly first: number;
}

/** The elements that citizens gave the lowest mean scores; none of a figure that is not shown. */
export const weakElementsOf = ({ questionnaire, counts }: PublicFigure, first: number): readonly PlacedElement[] => {
  if (counts === null) return [];
  const elements = satisfactionIndex(questionnaire, officialCounts(counts))?.elements ?? [];
  const answered = elements
    .flatMap((mean, at) => {
      const element = questionnaire.elements[at];
      return mean.meanScore === null || element === undefined ? [] : [{ mean, exact: mean.meanScore, element }];
    })
    .toSorted((a, b) => a.exact.compare(b.exact));
  return answered.slice(0, first).map(({ mean, exact, element }) => ({
    place: 1 + answered.filter((other) => other.exact.compare(exact) < 0).length,
    element,
    mean,
  }));
};

/** The elements of a published figure that citizens gave the lowest mean scores; none when nothing is shown. */
export const findWeakElements = async (
  { db, now }: Pick<Context, 'db' | 'now'>,
  { unitId, zone, period, first }: Wanted,
): Promise<readonly WeakElement[]> => {
  const figure = await readFigure(db.pool, {
    scope: 'UNIT',
    scopeId: unitId,
    ...reportingPeriod(zone, now(), period),
    questionnaire: null,
  });
  const { questionnaire, period: of } = figure;
  return weakElementsOf(figure, first).map((weak) => ({ ...weak, questionnaire, period: of, unitId }));
};
