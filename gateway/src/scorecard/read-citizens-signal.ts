import type { Approached } from '../appraisal/find-appraisal.ts';
import { isReadable } from '../appraisal/find-appraisal.ts';
import type { Context } from '../context.ts';
import type { Period } from '../domain/period.ts';
import { type SatisfactionIndex, satisfactionIndex } from '../domain/satisfaction-index.ts';
import { officialCounts, ratingsOf } from '../feedback/figure-cells.ts';
import { readFigure } from '../feedback/read-figure.ts';
import { isClosedFor, reportingPeriod } from '../feedback/reporting-period.ts';
import { zoneOf } from './zone-of.ts';

/** What citizens say of the unit: of all who work there together, and of nobody in particular. */
export interface CitizensSignal {
  readonly unitId: string;
  readonly tenantId: string;
  readonly period: Period;
  readonly index: SatisfactionIndex;
  readonly ratings: number;
}

/**
 * The published index of the unit of an appraisal: of its period when that is closed, else of the last closed quarter.
 * Null where nothing is published, and where the policy does not show it.
 */
export const readCitizensSignal = async (
  approached: Approached,
  context: Pick<Context, 'db' | 'now' | 'tenants'>,
): Promise<CitizensSignal | null> => {
  const { appraisal, viewer } = approached;
  if (!isReadable(approached) || !appraisal.policy.components.some(({ kind }) => kind === 'CITIZENS')) return null;
  const zone = await zoneOf(context, viewer.tenantId);
  const now = context.now();
  const period = isClosedFor(zone, now, appraisal.period) ? appraisal.period : null;
  const figure = await readFigure(context.db.pool, {
    scope: 'UNIT',
    scopeId: appraisal.unitId,
    ...reportingPeriod(zone, now, period),
    questionnaire: null,
  });
  if (figure.counts === null || !figure.closed) return null;
  const index = satisfactionIndex(figure.questionnaire, officialCounts(figure.counts));
  if (index === null) return null;
  const { unitId } = appraisal;
  return { unitId, tenantId: viewer.tenantId, period: figure.period, index, ratings: ratingsOf(figure.counts) };
};
