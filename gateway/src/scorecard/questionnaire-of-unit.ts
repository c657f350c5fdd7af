import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { Period } from '../domain/period.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { readFigure } from '../feedback/read-figure.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import { zoneOf } from './zone-of.ts';

/** The period and the questionnaire that a unit's figure speaks of; the last closed quarter by default. */
export const questionnaireOfUnit = async (
  context: Context,
  unitId: string,
  wanted: Period | null | undefined,
): Promise<{ readonly period: Period; readonly questionnaire: Questionnaire }> =>
  readFigure(context.db.pool, {
    scope: 'UNIT',
    scopeId: unitId,
    ...reportingPeriod(await zoneOf(context, boundTenant()), context.now(), wanted),
    questionnaire: null,
  });
