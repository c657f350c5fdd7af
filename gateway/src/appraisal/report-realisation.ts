import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import type { Context } from '../context.ts';
import { boundTenant } from '../database/tenant-scope.ts';
import type { IndicatorKind } from '../domain/appraisal-policy.ts';
import { isDecimal } from '../domain/decimal.ts';
import { parseEvidence } from '../domain/evidence.ts';
import type { Issue } from '../domain/score.ts';
import { invalid, issue } from '../refusals.ts';
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

const checkValue = (path: string, { kind }: StoredIndicator, given: Realisation): Issue[] => {
  if (kind === 'QUALITATIVE')
    return given.realisationText?.trim()
      ? []
      : [issue(`${path}.realisationText`, given.realisationText, 'realisasi dalam kata-kata')];
  return given.realisation != null && isDecimal(given.realisation) && !given.realisation.startsWith('-')
    ? []
    : [issue(`${path}.realisation`, given.realisation, 'angka 0 atau lebih, misalnya "12.5"')];
};

interface Read {
  readonly issues: readonly Issue[];
  readonly indicator?: StoredIndicator;
  readonly reported?: Reported;
}

const read = (stored: ReadonlyMap<string, StoredIndicator>, given: Realisation, at: number): Read => {
  const path = `realisations.${at}`;
  const indicator = stored.get(keyOrNothing(given.indicatorId, 'Indicator') ?? '');
  if (indicator === undefined)
    return { issues: [issue(`${path}.indicatorId`, given.indicatorId, 'id indikator dari rencana ini')] };
  const evidence = parseEvidence(given.evidence);
  const issues = [
    ...checkValue(path, indicator, given),
    ...(given.sampleSize != null && given.sampleSize < 0
      ? [issue(`${path}.sampleSize`, given.sampleSize, 'jumlah 0 atau lebih')]
      : []),
    ...(evidence.ok ? [] : evidence.issues.map((wrong) => ({ path: `${path}.${wrong.path}`, message: wrong.message }))),
  ];
  const reported = {
    realisation: indicator.kind === 'QUALITATIVE' ? null : (given.realisation ?? null),
    realisationText: given.realisationText?.trim() || null,
    sampleSize: given.sampleSize ?? null,
    evidence: evidence.ok ? evidence.links : [],
  };
  return { issues, indicator, reported };
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
    const reads = input.realisations.map((given, at) => read(stored, given, at));
    const issues = reads.flatMap((one) => one.issues);
    if (reads.length === 0) issues.push(issue('realisations', [], 'paling sedikit satu realisasi'));
    if (issues.length > 0) throw invalid(...issues);
    const changes = reads.flatMap(({ indicator, reported }) => {
      if (indicator === undefined || reported === undefined) return [];
      const { id, kind: _kind, ...before } = indicator;
      return isDeepStrictEqual(before, reported) ? [] : [{ id, before, after: reported }];
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
