import { findObjection, type ObjectionStanding } from '../correction/find-objection.ts';
import type { Database } from '../database/open-database.ts';
import { withTenant } from '../database/tenant-scope.ts';
import type { Fraction } from '../domain/fraction.ts';
import { onOneLine } from '../domain/free-text.ts';
import type { Period } from '../domain/period.ts';
import { krejcieMorgan } from '../domain/sample-size.ts';
import { sampleAdvice } from '../domain/sample-words.ts';
import { type SatisfactionIndex, satisfactionIndex, weightedMeans } from '../domain/satisfaction-index.ts';
import { inLanguage, inPublicLanguage } from '../domain/text.ts';
import { trendWords } from '../domain/trend-words.ts';
import { explainFigure } from '../feedback/explain-figure.ts';
import { officialCounts, type Scope } from '../feedback/figure-cells.ts';
import { type PublicFigure, readFigure } from '../feedback/read-figure.ts';
import { type Respondents, readRespondents } from '../feedback/read-respondents.ts';
import { reportingPeriod } from '../feedback/reporting-period.ts';
import { findQuestionnaire } from '../feedback/stored-questionnaire.ts';
import { shownReplies, shownSide } from '../public-reply/shown-replies.ts';
import { weakElementsOf } from '../scorecard/find-weak-elements.ts';
import { readTrend, type TrendPoint, type UnitTrend } from '../scorecard/read-trend.ts';
import type { ImprovementState } from '../scorecard/report-improvement.ts';
import type { TenantDirectory, TenantEntry } from '../tenant/tenant-directory.ts';
import { readTypedCode, typedCode } from '../tenant/typed-code.ts';

/** What a report is about. */
export interface ReportSubject {
  readonly tenant: TenantEntry;
  readonly scope: Scope;
  readonly id: string;
  /** Whose follow-up plan it shows. */
  readonly unitId: string;
  readonly unit: string;
  /** Null for a whole unit. */
  readonly service: string | null;
}

/** One element of the questionnaire as the table of the report has it. */
export interface ReportedElement {
  readonly label: string;
  readonly ratings: number;
  /** NRR, 1 to 4, exact; null when nobody answered. */
  readonly mean: Fraction | null;
  /** NRR times its weight, exact. */
  readonly weighted: Fraction | null;
  readonly counts: readonly number[];
}

/** What a unit does about a weak element. */
export interface ReportedAction {
  readonly action: string;
  readonly dueOn: Date;
  readonly state: ImprovementState;
  readonly result: string | null;
}

/** A weak element with what is done about it. */
export interface ReportedWeakness {
  readonly place: number;
  readonly label: string;
  readonly mean: Fraction;
  readonly actions: readonly ReportedAction[];
}

/** What citizens said and what the unit did about it, as it published it. */
export interface ReportedReply {
  readonly said: string;
  readonly done: string;
  readonly publishedAt: Date;
}

/** Everything that a report of the SKM shows (PermenPANRB 14/2017, lampiran I, bab III). */
export interface SkmReport {
  readonly subject: ReportSubject;
  readonly figure: PublicFigure;
  /** Null when the figure is not shown. */
  readonly index: SatisfactionIndex | null;
  readonly ratings: number | null;
  /** Ratings that the sample needs; null while nobody knows how many people use the services. */
  readonly sampleTarget: number | null;
  readonly elements: readonly ReportedElement[];
  readonly weakest: readonly ReportedWeakness[];
  /** The newest ones of its unit. */
  readonly replies: readonly ReportedReply[];
  /** Of a unit, its last quarters since the first with a figure; empty for a service and for a unit with those below it. */
  readonly trend: readonly TrendPoint[];
  /** The change over these quarters in words; null without them. */
  readonly trendWords: string | null;
  /** Who answered; null where that is not shown. */
  readonly respondents: Respondents | null;
  /** How many answers are still needed, and why more of the same kind do not help. */
  readonly advice: string;
  /** What its unit objects to about this version; null when it does not. */
  readonly objection: ObjectionStanding | null;
  /** How the index was reached, line by line; when it is not shown, why. */
  readonly explanation: string;
  /** When it was put together: follow-up and trend are of that moment. */
  readonly madeAt: Date;
  /** Path under which the gateway shows the same figures: what the code on the print leads to. */
  readonly path: string;
}

const QUARTERS = 8;
const WEAKEST = 3;
const MOST_ACTIONS = 30;
const MOST_REPLIES = 10;

interface Found {
  readonly id: string;
  readonly unitId: string;
  readonly unit: string;
  readonly service: string | null;
}

/** What a code on a report stands for; nothing when there is none, or for a service "with all below". */
export const findReportSubject = async (
  code: string,
  withBelow: boolean,
  { db, tenants }: { readonly db: Pick<Database, 'pool'>; readonly tenants: TenantDirectory },
): Promise<ReportSubject | undefined> => {
  const read = await readTypedCode(code, tenants);
  if (read === undefined) return undefined;
  const { tenant, tail } = read;
  const { rows } = await withTenant(tenant.tenantId, () =>
    db.pool.query<Found>({
      name: 'report_subject',
      text: `select id, id as "unitId", name as unit, null as service from unit
             where tenant_id = $1 and substr(uuid_send(id), 12) = $2
             union all
             select service.id, unit.id, unit.name, service.name from service
             join unit on unit.tenant_id = service.tenant_id and unit.id = service.unit_id
             where service.tenant_id = $1 and substr(uuid_send(service.id), 12) = $2
             limit 2`,
      values: [tenant.tenantId, tail],
    }),
  );
  const [found, another] = rows;
  // Should two ever meet, it is better to find none than the wrong one.
  if (found === undefined || another !== undefined) return undefined;
  const { id, unitId, unit, service } = found;
  if (service !== null && withBelow) return undefined;
  return {
    tenant,
    scope: service !== null ? 'SERVICE' : withBelow ? 'SUBTREE' : 'UNIT',
    id,
    unitId,
    unit: onOneLine(unit),
    service: service === null ? null : onOneLine(service),
  };
};

/** Which figure a report is about. */
export interface ReportedFigure {
  readonly period: Period;
  /** Key of a questionnaire; null for the one that speaks for the period. */
  readonly questionnaire: string | null;
  /** Null for the newest. */
  readonly version: number | null;
}

/** Path of a report. */
const reportPath = (
  { tenant, scope, id }: Pick<ReportSubject, 'tenant' | 'scope' | 'id'>,
  { period, questionnaire, version }: ReportedFigure,
): string =>
  [
    '/laporan',
    typedCode(tenant, id),
    ...(scope === 'SUBTREE' ? ['semua'] : []),
    period,
    ...(questionnaire === null ? [] : [questionnaire]),
    ...(version === null ? [] : [version]),
  ].join('/');

/** Path of the report of a service or unit over the period that is asked for, or the last closed quarter. */
export const findReportPath = async (
  { tenants, now }: { readonly tenants: TenantDirectory; readonly now: () => Date },
  { tenantId, id, scope }: { readonly tenantId: string; readonly id: string; readonly scope: Scope },
  wanted: Period | null | undefined,
): Promise<string> => {
  const tenant = await tenants.byId(tenantId);
  if (tenant === undefined) throw new Error(`Tenant ${tenantId} is referred to and missing.`);
  const { period } = reportingPeriod(tenant.timeZone, now(), wanted);
  return reportPath({ tenant, scope, id }, { period, questionnaire: null, version: null });
};

const reportedElements = (figure: PublicFigure, index: SatisfactionIndex): readonly ReportedElement[] => {
  const weighted = weightedMeans(index);
  return index.elements.map(({ meanScore, ratings, counts }, at) => ({
    label: inLanguage(figure.questionnaire.elements[at]?.label ?? { id: '' }),
    ratings,
    mean: meanScore,
    weighted: weighted[at] ?? null,
    counts,
  }));
};

const loadWeakest = async (
  { prisma }: Pick<Database, 'prisma'>,
  { tenant: { tenantId }, unitId }: ReportSubject,
  figure: PublicFigure,
): Promise<readonly ReportedWeakness[]> => {
  const weakest = weakElementsOf(figure, WEAKEST);
  const actions = await prisma.improvement.findMany({
    where: {
      tenantId,
      unitId,
      questionnaireKey: figure.questionnaire.key,
      element: { in: weakest.map(({ element }) => element.key) },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_ACTIONS,
    select: { element: true, action: true, dueOn: true, state: true, result: true },
  });
  return weakest.flatMap(({ place, element, mean: { meanScore } }) =>
    meanScore === null
      ? []
      : [
          {
            place,
            label: inLanguage(element.label),
            mean: meanScore,
            actions: actions
              .filter((one) => one.element === element.key)
              .map(({ action, dueOn, state, result }) => ({ action, dueOn, state: state as ImprovementState, result })),
          },
        ],
  );
};

const loadReplies = async (
  { prisma }: Pick<Database, 'prisma'>,
  { tenant: { tenantId }, unitId }: ReportSubject,
): Promise<readonly ReportedReply[]> => {
  const replies = await prisma.publicReply.findMany({
    ...shownReplies(tenantId, unitId),
    take: MOST_REPLIES,
    select: { said: true, done: true, publishedAt: true },
  });
  return replies.map((reply) => ({
    ...reply,
    said: shownSide(reply.said),
    done: shownSide(reply.done),
  }));
};

const loadTrend = (pool: Database['pool'], { tenant, id }: ReportSubject, now: Date): Promise<UnitTrend> =>
  readTrend(pool, { unitId: id, zone: tenant.timeZone, now, quarters: QUARTERS, questionnaire: null });

/** What lies before the first figure tells nothing. */
const sinceFirst = (points: readonly TrendPoint[]): readonly TrendPoint[] => {
  const first = points.findIndex(({ index }) => index !== null);
  return first < 0 ? [] : points.slice(first);
};

/** What may be asked for; without a period the last closed quarter. */
export type WantedFigure = Omit<ReportedFigure, 'period'> & { readonly period: Period | null };

/** The figure that is asked for; nothing when there is no such questionnaire, and when it never had that version. */
const findFigure = async (
  pool: Database['pool'],
  { tenant, scope, id }: ReportSubject,
  { period, questionnaire, version }: WantedFigure,
  now: Date,
): Promise<PublicFigure | undefined> => {
  const isKnown = questionnaire === null || (await findQuestionnaire(pool, questionnaire, 1)) !== undefined;
  if (!isKnown) return undefined;
  const figure = await readFigure(pool, {
    scope,
    scopeId: id,
    ...reportingPeriod(tenant.timeZone, now, period),
    questionnaire,
    ...(version !== null && { version }),
  });
  return version === null || version === figure.version ? figure : undefined;
};

/** Which of several questionnaires speaks for a period may change with a correction; what is printed stays with its own. */
const asPrinted = ({ period, closed, questionnaire, version }: PublicFigure, wanted: WantedFigure): ReportedFigure =>
  closed
    ? { period, questionnaire: questionnaire.key, version }
    : { period, questionnaire: wanted.questionnaire, version: null };

/** The report of a subject from the figure that was published: the same numbers as everywhere else; nothing without one. */
export const loadSkmReport = (
  { db, now }: { readonly db: Pick<Database, 'pool' | 'prisma'>; readonly now: () => Date },
  subject: ReportSubject,
  wanted: WantedFigure,
): Promise<SkmReport | undefined> =>
  withTenant(subject.tenant.tenantId, async () => {
    const madeAt = now();
    const figure = await findFigure(db.pool, subject, wanted, madeAt);
    if (figure === undefined) return undefined;
    const counts = figure.counts && officialCounts(figure.counts);
    const index = counts && satisfactionIndex(figure.questionnaire, counts);
    const trend = subject.scope === 'UNIT' ? await loadTrend(db.pool, subject, madeAt) : null;
    return {
      subject,
      figure,
      index,
      ratings: counts?.ratings ?? null,
      sampleTarget: figure.population === null ? null : krejcieMorgan(figure.population),
      elements: index === null ? [] : reportedElements(figure, index),
      weakest: await loadWeakest(db, subject, figure),
      replies: await loadReplies(db, subject),
      trend: trend === null ? [] : sinceFirst(trend.points),
      trendWords: trend && trendWords(trend.trend, trend.compared),
      respondents: await readRespondents(db.pool, { scope: subject.scope, scopeId: subject.id }, figure),
      advice: inPublicLanguage(sampleAdvice(figure.population, counts?.ratings ?? 0)),
      objection: await findObjection(db.pool, subject, figure),
      explanation: explainFigure(figure, index, subject.tenant),
      madeAt,
      path: reportPath(subject, asPrinted(figure, wanted)),
    };
  });
