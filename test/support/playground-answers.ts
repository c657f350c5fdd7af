import { readFileSync } from 'node:fs';
import {
  EmbeddableRegionsOperation,
  PublicRepliesOperation,
  RatingFormOperation,
  ReceiptOperation,
  ReportFormOperation,
  ScorecardOperation,
  ScorecardsOperation,
  ServiceTimeChangeOperation,
  ServiceTimeOperation,
  SubmitFeedbackOperation,
  type TrustedDocument,
  UnitIndexOperation,
  UnitLeaderboardOperation,
  UnitScorecardOperation,
  UnitTrendOperation,
} from '@kinerja/schema/operations';
import { buildSchema, graphql } from 'graphql';
import { delivered, selfAssessed, viewerOf } from '../browser/appraisal-card.ts';
import { board, tooFewUnits } from '../browser/board.ts';
import { REPORT_KINDS } from '../browser/mock-gateway.ts';
import { questionnaire } from '../browser/questionnaire.ts';
import { hiddenServiceTimes, serviceTimes, serviceTimesChange } from '../browser/service-times.ts';
import { TicketDesk } from '../browser/ticket-desk.ts';
import { unitCard } from '../browser/unit-card.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** What the gateway would find; the schema and the documents of the widgets make answers of it. */
interface Recording {
  readonly operation: TrustedDocument<unknown, never>;
  readonly found: object;
  readonly variables?: object;
}

const tenant = { name: 'Kota Bandung', timeZone: 'Asia/Jakarta', sampleData: true };
const unit = { name: 'Dinas Kependudukan dan Pencatatan Sipil', tenant };
const service = { id: 'service_contoh', name: 'Perekaman KTP-el', unit, questionnaire };
const reported = { ...service, reportKinds: REPORT_KINDS };
const timed = {
  ...service,
  unit: { ...unit, trend: unitCard.trend },
  standard: { serviceTime: '60 menit sejak nomor diambil' },
  satisfactionIndex: unitCard.satisfactionIndex,
  serviceTime: serviceTimes,
  serviceTimeChange: serviceTimesChange,
};
const withheld = {
  ...unitCard.satisfactionIndex,
  ...{ state: 'TOO_FEW_RATINGS', value: null, grade: null, gradeLabel: null, ratings: null, elements: [] },
  derivation: 'Belum ditampilkan: penilaian kurang dari 10.',
};
const noQuarters = unitCard.trend.points.map((point) => ({ ...point, value: null, ratings: null }));
const ofBoard = (found: object) => ({
  tenant: { ...tenant, unitLeaderboard: { ...found, periodLabel: 'Triwulan III 2026', sampleData: true } },
});
const submitted = (outcome: object) => ({ submitFeedback: outcome });
const LANGUAGES = ['id', 'en', 'su', 'jv'] as const;

const RECORDINGS: Readonly<Record<string, Recording>> = {
  ...Object.fromEntries(
    LANGUAGES.map((lang) => [
      `form-${lang}`,
      { operation: RatingFormOperation, found: { service }, variables: { lang } },
    ]),
  ),
  'no-service': { operation: RatingFormOperation, found: { service: null } },
  sent: {
    operation: SubmitFeedbackOperation,
    found: submitted({
      __typename: 'SubmitFeedbackSuccess',
      replayed: false,
      receipt: { code: '3273-7K3M-9QXT-2WZ4-H8RN', receivedAt: '2026-09-30T04:05:00.000Z' },
    }),
  },
  refused: {
    operation: SubmitFeedbackOperation,
    found: submitted({
      __typename: 'InvalidInput',
      message: 'Isian belum dapat diterima.',
      issues: [{ path: 'comment', message: 'Paling banyak 2.000 huruf.' }],
    }),
  },
  later: {
    operation: SubmitFeedbackOperation,
    found: submitted({
      __typename: 'TooManyRequests',
      message: 'Terlalu banyak penilaian dari jaringan ini.',
      retryAfterSeconds: 3_600,
      challengeRequired: false,
    }),
  },
  board: { operation: UnitLeaderboardOperation, found: ofBoard(board) },
  'provisional-board': {
    operation: UnitLeaderboardOperation,
    found: ofBoard({ ...board, closed: false, basis: 'VERIFIED' }),
  },
  'few-units': { operation: UnitLeaderboardOperation, found: ofBoard(tooFewUnits) },
  'empty-board': { operation: UnitLeaderboardOperation, found: ofBoard({ ...tooFewUnits, withheld: [] }) },
  card: { operation: UnitScorecardOperation, found: { unit: unitCard } },
  'withheld-card': {
    operation: UnitScorecardOperation,
    found: { unit: { ...unitCard, satisfactionIndex: withheld, weakestElements: [] } },
  },
  badge: { operation: UnitIndexOperation, found: { unit: unitCard } },
  'provisional-badge': {
    operation: UnitIndexOperation,
    found: { unit: { ...unitCard, satisfactionIndex: { ...unitCard.satisfactionIndex, closed: false } } },
  },
  'withheld-badge': { operation: UnitIndexOperation, found: { unit: { ...unitCard, satisfactionIndex: withheld } } },
  trend: { operation: UnitTrendOperation, found: { unit: unitCard } },
  'empty-trend': {
    operation: UnitTrendOperation,
    found: {
      unit: {
        ...unitCard,
        trend: {
          direction: 'TOO_FEW',
          explanation: 'Belum ada dua triwulan yang dapat dibandingkan.',
          points: noQuarters,
        },
      },
    },
  },
  'report-form': { operation: ReportFormOperation, found: { service: reported } },
  'no-reports': { operation: ReportFormOperation, found: { service: { ...reported, reportKinds: [] } } },
  receipt: {
    operation: ReceiptOperation,
    found: {
      feedbackReceipt: {
        code: '3273-7K3M-9QXT-2WZ4-H8RN',
        receivedAt: '2026-09-30T04:05:00.000Z',
        kind: 'RATING',
        service,
        words: { kept: true, erasedAt: null },
        ticket: null,
      },
    },
  },
  ticket: {
    operation: ReceiptOperation,
    found: {
      feedbackReceipt: {
        code: '3273-7K3M-9QXT-2WZ4-H8RN',
        receivedAt: '2026-09-30T04:05:00.000Z',
        kind: 'COMPLAINT',
        service,
        ...new TicketDesk(),
      },
    },
  },
  replies: { operation: PublicRepliesOperation, found: { unit: unitCard } },
  'no-replies': {
    operation: PublicRepliesOperation,
    found: { unit: { ...unitCard, publicReplies: [] } },
  },
  times: { operation: ServiceTimeOperation, found: { service: timed } },
  'times-change': {
    operation: ServiceTimeChangeOperation,
    found: { service: timed },
    variables: { before: '2026-Q2' },
  },
  'hidden-times': {
    operation: ServiceTimeOperation,
    found: { service: { ...timed, serviceTime: hiddenServiceTimes } },
  },
  'own-sheet': { operation: ScorecardsOperation, found: { viewer: viewerOf(selfAssessed) } },
  sheet: { operation: ScorecardOperation, found: { appraisal: selfAssessed } },
  'own-result': { operation: ScorecardsOperation, found: { viewer: viewerOf(delivered) } },
  result: { operation: ScorecardOperation, found: { appraisal: delivered } },
  'no-receipt': { operation: ReceiptOperation, found: { feedbackReceipt: null } },
  regions: { operation: EmbeddableRegionsOperation, found: { tenants: [{ ...tenant, code: '32.73' }] } },
};

/** Fits every document: what of it a document does not ask for is not looked at. */
const VARIABLES = {
  ...{
    service: 'service_contoh',
    unit: 'unit_contoh',
    tenant: '32.73',
    kind: 'puskesmas',
    code: '3273-7K3M-9QXT-2WZ4-H8RN',
    id: 'appraisal_contoh',
  },
  input: { serviceId: 'service_contoh', questionnaireVersion: 1, submissionKey: 'contoh', answers: [] },
};

/** `answers.json` of the playground: what the gateway's schema answers to the documents of the widgets. */
export async function recordAnswers(): Promise<string> {
  const schema = buildSchema(read('schema/schema.graphql'));
  const documents = Object.entries(JSON.parse(read('schema/generated/documents.json')) as Record<string, string>);
  const recorded: Record<string, unknown> = {};
  for (const [name, { operation, found, variables }] of Object.entries(RECORDINGS)) {
    // Of those that were published, the one that the widgets of today ask.
    const [, source = ''] = documents.find(([id]) => id.includes(operation.id)) ?? [];
    const variableValues = { ...VARIABLES, ...variables };
    recorded[name] = {
      operation: operation.name,
      answer: await graphql({ schema, source, rootValue: found, variableValues }),
    };
  }
  return `${JSON.stringify(recorded, null, 1)}\n`;
}
