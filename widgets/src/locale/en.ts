import type { CommonWords } from './id.ts';

export const en: CommonWords = {
  code: 'en',
  loading: 'Loading…',
  retry: 'Try again',
  sampleData: 'Sample data',
  unreachable: 'No connection. Check your network.',
  unknown: 'Not found on the server.',
  empty: 'Not given',
  receiptCode: 'Receipt code',
  index: 'Official index',
  ratings: (count) => `${count} ratings`,
  provisional: (instant) => `Provisional, as of ${instant}`,
  notShown: 'not shown',
  scorecard: 'Scorecard',
  basedOn: (ratings) => `from ${ratings} ratings by citizens`,
  how: 'Explanation',
  until: (instant) => `by ${instant}`,
};
