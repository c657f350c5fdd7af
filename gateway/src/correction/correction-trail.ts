import type { Pool } from 'pg';
import { boundTenant, withTenant } from '../database/tenant-scope.ts';
import { CORRECTOR_NAMES, OBJECTION_OUTCOME_NAMES, type ObjectionOutcome } from '../domain/figure-objection.ts';
import { onOneLine } from '../domain/free-text.ts';
import type { Period } from '../domain/period.ts';
import { maskPersonalData } from '../domain/personal-data.ts';
import type { Questionnaire } from '../domain/questionnaire.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import type { Scope } from '../feedback/figure-cells.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { questionnaireAnswered, readCorrections, type ShownVersion } from './read-corrections.ts';

/** One thing that happened to a published figure. */
export interface TrailEntry {
  readonly what: 'CORRECTION' | 'OBJECTION' | 'DECISION';
  readonly at: Date;
  readonly unit: string;
  /** Null for a whole unit. */
  readonly service: string | null;
  readonly scope: Scope;
  readonly period: Period;
  readonly questionnaire: string;
  readonly version: number;
  readonly by: string;
  readonly why: string;
  /** Of a correction. */
  readonly before: ShownVersion | null;
  readonly after: ShownVersion | null;
  /** Of an objection: until when it is to be decided. */
  readonly decideUntil: Date | null;
  /** Of a decision. */
  readonly outcome: string | null;
}

interface ObjectionRow {
  readonly unit: string;
  readonly service: string | null;
  readonly scope: Scope;
  readonly period: Period;
  readonly questionnaireKey: string;
  readonly questionnaireVersion: number;
  readonly version: number;
  readonly reason: string;
  readonly raisedAt: Date;
  readonly decideUntil: Date;
  readonly outcome: ObjectionOutcome | null;
  readonly explanation: string | null;
  readonly decidedAt: Date | null;
}

const OBJECTIONS = `
  select unit.name as unit, service.name as service, scope, period, objection.questionnaire_key as "questionnaireKey",
         objection.questionnaire_version as "questionnaireVersion", version, reason, raised_at as "raisedAt",
         decide_until as "decideUntil", outcome, explanation, decided_at as "decidedAt"
  from figure_objection as objection
  join unit on unit.tenant_id = $1 and unit.id = objection.unit_id
  left join service on objection.scope = 'SERVICE' and service.tenant_id = $1 and service.id = objection.scope_id
  left join figure_objection_decision as decision on decision.tenant_id = $1 and decision.objection_id = objection.id
  where objection.tenant_id = $1
  order by greatest(raised_at, decided_at) desc, objection.id desc
  limit $2`;

const HEAD = 'kepala unit';
const LEADER = 'pimpinan';

const titleOf = ({ title }: Questionnaire): string => onOneLine(inLanguage(title));

/**
 * What happened to the published figures of a region, the newest first.
 *
 * @param first at most so many corrections, and as many objections; null for all.
 */
export const loadCorrectionTrail = (
  pool: Pool,
  tenant: TenantEntry,
  first: number | null,
): Promise<readonly TrailEntry[]> =>
  withTenant(tenant.tenantId, async () => {
    const corrections = await readCorrections(pool, { unitId: null, first });
    const { rows } = await pool.query<ObjectionRow>({
      name: 'figure_objections',
      text: OBJECTIONS,
      values: [boundTenant(), first],
    });
    const nothing = { before: null, after: null, decideUntil: null, outcome: null };
    const corrected = corrections.map((correction): TrailEntry => {
      const { at, unit, service, scope, period, questionnaire, by, reason } = correction;
      return {
        ...nothing,
        what: 'CORRECTION',
        at,
        unit: onOneLine(unit),
        service: service === null ? null : onOneLine(service),
        scope,
        period,
        questionnaire: titleOf(questionnaire),
        version: correction.after.version,
        by: inPublicLanguage(CORRECTOR_NAMES[by]),
        why: reason,
        before: correction.before,
        after: correction.after,
      };
    });
    const objected = rows.map(async (row): Promise<readonly TrailEntry[]> => {
      const { scope, period, version, outcome, explanation, decidedAt } = row;
      const figure = {
        ...nothing,
        unit: onOneLine(row.unit),
        service: row.service === null ? null : onOneLine(row.service),
        scope,
        period,
        questionnaire: titleOf(await questionnaireAnswered(pool, row)),
        version,
      };
      const objection = {
        ...figure,
        what: 'OBJECTION' as const,
        at: row.raisedAt,
        by: HEAD,
        why: maskPersonalData(row.reason),
        decideUntil: row.decideUntil,
      };
      if (outcome === null || explanation === null || decidedAt === null) return [objection];
      const decision = {
        ...figure,
        what: 'DECISION' as const,
        at: decidedAt,
        by: LEADER,
        why: maskPersonalData(explanation),
        outcome: inPublicLanguage(OBJECTION_OUTCOME_NAMES[outcome]),
      };
      return [decision, objection];
    });
    const entries = [...corrected, ...(await Promise.all(objected)).flat()];
    return entries.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  });
