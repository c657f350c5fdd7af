import { requireViewer } from '../access/refuse-unless.ts';
import { checkInput } from '../check-input.ts';
import type { Context } from '../context.ts';
import { comparePeriods, type Period } from '../domain/period.ts';
import { MIN_GROUP } from '../domain/protected-group.ts';
import { SCORES } from '../domain/questionnaire.ts';
import { refuseUnlessMayExclude } from './may-exclude.ts';
import { checkSelection, findSelectedService, type SelectRatings } from './rating-selection.ts';
import { closedAmong, loadSelected, monthsOfSelected } from './selected-ratings.ts';

/** What a selection is, before anybody decides. */
export interface RatingsToExclude {
  readonly ratings: number;
  /** How many answers gave the score 1, 2, 3 and 4; null of fewer than ten ratings. */
  readonly answers: readonly number[] | null;
  /** Months whose published figures would get a further version. */
  readonly closedMonths: readonly Period[];
}

/** How many ratings a selection has, and how they answered: for whoever may decide about them. */
export const previewExclusion = async (input: SelectRatings, context: Context): Promise<RatingsToExclude> => {
  requireViewer(context);
  const { db, now } = context;
  const service = await findSelectedService(input.serviceId, context);
  await refuseUnlessMayExclude(context, service.unitId, service.id);
  const check = checkInput();
  const selection = checkSelection(input, service, now(), check);
  check.finish();
  const selected = await loadSelected(db.pool, selection);
  const closed = await closedAmong(db.pool, monthsOfSelected(selected));
  const answers = SCORES.map((_, at) =>
    selected.parts
      .flatMap(({ tally }) => tally.counts)
      .filter((_count, place) => place % SCORES.length === at)
      .reduce((sum, count) => sum + count, 0),
  );
  return {
    ratings: selected.ids.length,
    answers: selected.ids.length < MIN_GROUP ? null : answers,
    closedMonths: [...new Set(closed.map(({ month }) => month))].toSorted(comparePeriods),
  };
};
