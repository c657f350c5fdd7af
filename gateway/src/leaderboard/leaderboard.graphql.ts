import { builder } from '../builder.ts';
import { bandName, explainBoard } from '../domain/board-words.ts';
import { periodTitle } from '../domain/period.ts';
import { labelSample } from '../domain/sample-data.ts';
import { gradeName } from '../domain/service-grade.ts';
import { inPublicLanguage } from '../domain/text.ts';
import { explainWithheld } from '../domain/withheld-reason.ts';
import { ServiceGrade } from '../feedback/satisfaction-index.graphql.ts';
import { PUBLIC_LANG } from '../lang-argument.ts';
import { Tenant, Unit } from '../tenant/tenant.graphql.ts';
import type { TenantEntry } from '../tenant/tenant-directory.ts';
import { type BoardRow, type PublicBoard, readBoard, type WithheldRow } from './read-board.ts';

const BoardState = builder.enumType('BoardState', {
  description: 'Whether units can be compared.',
  values: {
    PUBLISHED: { description: 'Shown.' },
    TOO_FEW_UNITS: { description: 'Fewer than three units with 30 ratings: no rows, no average.' },
  } as const,
});

const BoardBasis = builder.enumType('BoardBasis', {
  description: 'Which ratings the fair scores rest on.',
  values: {
    VERIFIED: { description: 'Only ratings with a visit code; used when every ranked unit has at least 30 of them.' },
    ALL: { description: 'All ratings.' },
  } as const,
});

const WithheldReason = builder.enumType('WithheldReason', {
  description: 'Why a unit has no place on the board.',
  values: {
    TOO_FEW_RATINGS: { description: 'Fewer than ten ratings.' },
    TOO_FEW_STAFF: { description: 'Fewer than three civil servants, or their number is unknown.' },
    RECAP_ONLY: { description: 'Its ratings are known only as a recap: an official figure, but no place.' },
    UNDER_REVIEW: { description: 'People are looking at its ratings after an alarm.' },
    PROTECTS_OTHERS: { description: 'A group that is too small would follow from its figure by subtraction.' },
  } as const,
});

const Band = builder.enumType('Band', {
  description: 'Where a unit stands against the average of like units.',
  values: {
    ABOVE: { description: 'Di atas rata-rata: proven, and by at least two index points.' },
    AROUND: { description: 'Sekitar rata-rata.' },
    BELOW: { description: 'Di bawah rata-rata: proven, and by at least two index points.' },
    UNBANDED: { description: 'Belum cukup penilaian: 10 to 29 ratings.' },
  } as const,
});

const Interval = builder.objectRef<{ lower: number; upper: number }>('Interval').implement({
  description: '95 % interval on the index scale.',
  fields: (t) => ({
    lower: t.exposeFloat('lower', { description: 'Lower end, 25 or more.' }),
    upper: t.exposeFloat('upper', { description: 'Upper end, 100 or less.' }),
  }),
});

const RankInterval = builder.objectRef<{ from: number; to: number; of: number }>('RankInterval').implement({
  description: 'The places that a unit could truly have.',
  fields: (t) => ({
    from: t.exposeInt('from', { description: 'Best possible place.' }),
    to: t.exposeInt('to', { description: 'Worst possible place.' }),
    of: t.exposeInt('of', { description: 'Number of ranked units.' }),
  }),
});

const LeaderboardRow = builder.objectRef<BoardRow>('LeaderboardRow').implement({
  description: 'A unit on the board.',
  fields: (t) => ({
    unit: t.field({ type: Unit, description: 'The unit.', resolve: ({ unit }) => unit }),
    ratings: t.exposeInt('ratings', { description: 'Ratings behind the official index.' }),
    fairRatings: t.exposeInt('fairRatings', { description: 'Ratings behind the fair score.' }),
    index: t.exposeFloat('index', { description: 'Official index, untouched.' }),
    grade: t.expose('grade', { type: ServiceGrade, description: 'Official grade, untouched.' }),
    gradeLabel: t.string({
      description: 'The grade in words.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ grade }, { lang }) => inPublicLanguage(gradeName(grade), lang),
    }),
    fairScore: t.exposeFloat('fairScore', { description: 'Shrunken score on the index scale.' }),
    interval: t.expose('interval', { type: Interval, description: '95 % interval of the fair score.' }),
    band: t.expose('band', { type: Band, description: 'Group on the board.' }),
    bandLabel: t.string({
      description: 'The heading of the group.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ band }, { lang }) => bandName(band, lang),
    }),
    rank: t.expose('rank', {
      type: RankInterval,
      nullable: true,
      description: 'Null when the unit is not placed in a band, or rankability is below one half.',
    }),
  }),
});

const WithheldUnit = builder.objectRef<WithheldRow>('WithheldUnit').implement({
  description: 'A unit without a place.',
  fields: (t) => ({
    unit: t.field({ type: Unit, description: 'The unit.', resolve: ({ unit }) => unit }),
    reason: t.expose('reason', { type: WithheldReason, description: 'Why.' }),
    explanation: t.string({
      description: 'Why, in one sentence that a citizen understands.',
      args: { lang: t.arg.string({ description: PUBLIC_LANG }) },
      resolve: ({ reason }, { lang }) => explainWithheld(reason, lang),
    }),
  }),
});

interface BoardToShow extends PublicBoard {
  readonly tenant: TenantEntry;
  readonly kind: string;
  readonly lang: string | null;
}

const UnitLeaderboard = builder.objectRef<BoardToShow>('UnitLeaderboard').implement({
  description:
    'Units of one kind, compared fairly: bands first, then names; never first, second, third from raw means.',
  fields: (t) => ({
    period: t.expose('period', { type: 'Period', description: 'The period that it is about.' }),
    periodLabel: t.string({
      description: 'The period in words.',
      resolve: ({ period, lang }) => periodTitle(period, lang),
    }),
    kind: t.exposeString('kind', { description: 'Kind of the units.' }),
    state: t.expose('state', { type: BoardState, description: 'Whether units can be compared.' }),
    closed: t.exposeBoolean('closed', { description: 'False while the period is open: the board is provisional.' }),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'When it was published.' }),
    version: t.exposeInt('version', {
      description: '1 for the first board of a closed period; every correction adds one. 0 while the period is open.',
    }),
    basis: t.expose('basis', {
      type: BoardBasis,
      description: 'Whether the fair scores rest on verified ratings only.',
    }),
    average: t.exposeFloat('average', { nullable: true, description: 'Mean of like units on the index scale.' }),
    rankability: t.exposeFloat('rankability', {
      nullable: true,
      description: 'Share of the differences that is not chance, 0 to 1; below one half there are no rank intervals.',
    }),
    rows: t.field({
      type: [LeaderboardRow],
      description: 'Units with a figure: by band, then by name.',
      resolve: ({ rows }) => [...rows],
    }),
    withheld: t.field({
      type: [WithheldUnit],
      description: 'Units without a place, by name, with the reason.',
      resolve: ({ withheld }) => [...withheld],
    }),
    explanation: t.string({
      description: 'How the board came about, in one sentence that a citizen understands.',
      resolve: ({ state, lang, tenant }) => labelSample(explainBoard({ state }, lang), tenant.sampleData, lang),
    }),
    sampleData: t.boolean({
      description: 'True when the board rests on generated demonstration ratings.',
      resolve: ({ tenant }) => tenant.sampleData,
    }),
  }),
});

builder.objectFields(Tenant, (t) => ({
  unitLeaderboard: t.field({
    type: UnitLeaderboard,
    description:
      'Units of one kind, compared with like. Without a period: the last closed quarter. An open period is provisional.',
    args: {
      kind: t.arg.string({ required: true, description: 'Kind of unit, for example `puskesmas`.' }),
      period: t.arg({ type: 'Period', description: 'Without a period: the last closed quarter.' }),
      lang: t.arg.string({ description: PUBLIC_LANG }),
    },
    resolve: async (tenant, { kind, period, lang }, { db, now }) => ({
      kind,
      tenant,
      lang: lang ?? null,
      ...(await readBoard(db.pool, { tenant, kind, period, now: now() })),
    }),
  }),
}));
