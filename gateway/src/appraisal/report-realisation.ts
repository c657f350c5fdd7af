import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { checkInput, type InputCheck, MAX_ACCOUNT } from '../check-input.ts';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { IndicatorKind } from '../domain/appraisal-policy.ts';
import { AMOUNT, isAmount } from '../domain/decimal.ts';
import { keyOrNothing } from './key-or-nothing.ts';
import { type MoveInput, makeMove } from './make-move.ts';

/** What was reached of one indicator. */
export interface Realisation {
  readonly indicatorId: string;
  /** Decimal text, for an indicator with a number; in words otherwise. */
  readonly realisation?: string | null | undefined;
  readonly realisationText?: string | null | undefined;
  /** How many cases the number rests on, where it is a rate or a mean. */
  readonly sampleSize?: number | null | undefined;
  readonly evidence: readonly string[];
}

export interface ReportRealisation extends MoveInput {
  readonly realisations: readonly Realisation[];
}

interface Reported {
  readonly realisation: string | null;
  readonly realisationText: string | null;
  readonly sampleSize: number | null;
  readonly evidence: readonly string[];
}

interface StoredIndicator extends Reported {
  readonly id: string;
  readonly kind: IndicatorKind;
}

/** What was reached, as it is stored; nothing for an indicator that is not of this plan. */
const readRealisation = (
  check: InputCheck,
  stored: ReadonlyMap<string, StoredIndicator>,
  given: Realisation,
  at: number,
): (Reported & { readonly indicator: StoredIndicator }) | undefined => {
  const path = `realisations.${at}`;
  const indicator = stored.get(keyOrNothing(given.indicatorId, 'Indicator') ?? '');
  check.expect(indicator !== undefined, `${path}.indicatorId`, given.indicatorId, 'id indikator dari rencana ini');
  if (indicator === undefined) return undefined;
  const { realisation = null, realisationText, sampleSize = null } = given;
  const inWords = indicator.kind === 'QUALITATIVE';
  check.expect(inWords || isAmount(realisation), `${path}.realisation`, realisation, AMOUNT);
  check.expect(sampleSize === null || sampleSize >= 0, `${path}.sampleSize`, sampleSize, 'jumlah 0 atau lebih');
  const field = `${path}.realisationText`;
  return {
    indicator,
    realisation: inWords ? null : realisation,
    realisationText: inWords
      ? check.required(field, realisationText, MAX_ACCOUNT, 'realisasi dalam kata-kata')
      : check.optional(field, realisationText, MAX_ACCOUNT),
    sampleSize,
    evidence: check.links(given.evidence, `${path}.evidence`),
  };
};

const loadIndicators = async (client: PoolClient, appraisalId: string) => {
  const { rows } = await client.query<StoredIndicator>(
    `select id, kind, realisation, realisation_text as "realisationText", sample_size as "sampleSize", evidence
     from indicator where tenant_id = $1 and appraisal_id = $2`,
    [boundTenant(), appraisalId],
  );
  return new Map(rows.map((row) => [row.id, row]));
};

/** Reports what was reached of some indicators, with evidence; again as often as needed while the period runs. */
export const reportRealisation = (input: ReportRealisation, context: Context): Promise<string> =>
  makeMove(context, input, 'REPORT_REALISATION', async ({ appraisal, client, now }) => {
    const stored = await loadIndicators(client, appraisal.id);
    const check = checkInput();
    check.expect(input.realisations.length > 0, 'realisations', [], 'paling sedikit satu realisasi');
    const reads = input.realisations.flatMap((given, at) => readRealisation(check, stored, given, at) ?? []);
    check.finish();
    const changes = reads.flatMap(({ indicator, ...after }) => {
      const { id, kind: _kind, ...before } = indicator;
      return isDeepStrictEqual(before, after) ? [] : [{ id, before, after }];
    });
    for (const { id, after } of changes)
      await client.query(
        `update indicator set realisation = $3, realisation_text = $4, sample_size = $5, evidence = $6, reported_at = $7
         where tenant_id = $1 and id = $2`,
        [boundTenant(), id, after.realisation, after.realisationText, after.sampleSize, after.evidence, now],
      );
    return {
      before: changes.map(({ id, before }) => ({ id, ...before })),
      after: changes.map(({ id, after }) => ({ id, ...after })),
    };
  });

/** Ends the reporting of a period; from then on it is assessed. */
export const closeRealisation = (input: MoveInput, context: Context): Promise<string> =>
  makeMove(context, input, 'CLOSE_REALISATION', async () => ({}));
