import { explainBenchmark } from '@kinerja/gateway/domain/benchmark';
import { explainBoard, explainRank, explainUnbanded } from '@kinerja/gateway/domain/board-words';
import { WORDS as DERIVATION } from '@kinerja/gateway/domain/derivation-words';
import {
  durationInWords,
  explainServiceTime,
  explainServiceTimeChange,
} from '@kinerja/gateway/domain/service-time-words';
import { explainWithheld } from '@kinerja/gateway/domain/withheld-reason';
import { FORM_WORDS } from '../../gateway/src/http/plain-form-words.ts';
import { PLAIN_RECEIPT_WORDS } from '../../gateway/src/http/plain-receipt-words.ts';
import { PLAIN_REPORT_WORDS } from '../../gateway/src/http/plain-report-words.ts';
import { posterLanguage } from '../../gateway/src/poster/poster-words.ts';
import { pulse1 } from './questionnaires.ts';
import { spoken, WIDGET_WORDS } from './widget-words.ts';

const REASONS = [
  'TOO_FEW_STAFF',
  'UNDER_REVIEW',
  'TOO_FEW_RATINGS',
  'PROTECTS_OTHERS',
  'RECAP_ONLY',
  'NO_RATINGS',
] as const;

const CHANGE = { difference: -8.5, lower: -12, upper: -5, pace: 'DAYS', before: '2026-Q1', after: '2026-Q3' } as const;

/**
 * The Indonesian texts of ours that citizens read, by where they stand. Not among them, as they are not ours to choose: the
 * questions of skm-2017 and skm-2004, which the regulations word, and the sentence about the board, which is part of its method.
 */
export const INDONESIAN_TEXTS: ReadonlyMap<string, string> = new Map([
  ...spoken(FORM_WORDS.id, 'plain form'),
  ...spoken(PLAIN_REPORT_WORDS.id, 'plain report'),
  ...spoken(PLAIN_RECEIPT_WORDS.id, 'plain receipt'),
  ...spoken(posterLanguage('id').words, 'poster'),
  ...Object.entries(WIDGET_WORDS).flatMap(([name, { id }]) => spoken(id, name)),
  ...spoken(DERIVATION.id, 'derivation'),
  ['visits none', explainServiceTime({ state: 'NO_VISITS' })],
  ['visits too few', explainServiceTime({ state: 'TOO_FEW_VISITS' })],
  ['visits', explainServiceTime({ state: 'PUBLISHED', finished: 120, open: 12 })],
  ['visits all finished', explainServiceTime({ state: 'PUBLISHED', finished: 120, open: 0 })],
  ['visits unknown', durationInWords(null, 'MINUTES')],
  ...(['SHORTER', 'LONGER', 'NONE_PROVEN', 'TOO_FEW'] as const).map(
    (direction) => [`visits ${direction}`, explainServiceTimeChange({ direction, ...CHANGE })] as const,
  ),
  ...REASONS.map((reason) => [`withheld ${reason}`, explainWithheld(reason)] as const),
  ['board of few units', explainBoard({ state: 'TOO_FEW_UNITS' })],
  ['board rank', explainRank({ from: 1, to: 5, of: 12 })],
  ['board unit without a band', explainUnbanded(12)],
  ['benchmark of few regions', explainBenchmark(3).id],
  ['benchmark', explainBenchmark(7).id],
  ...pulse1.elements.flatMap(({ key, question, answers }) =>
    [question, ...answers].map((text, at) => [`pulse-1 ${key} ${at}`, text.id] as const),
  ),
]);
