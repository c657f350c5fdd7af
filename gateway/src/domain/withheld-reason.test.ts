import { expect, test } from 'vitest';
import { explainWithheld } from './withheld-reason.ts';

test('each reason is told in the reader’s language', () => {
  expect(explainWithheld('TOO_FEW_STAFF')).toContain('kurang dari 3');
  expect(explainWithheld('TOO_FEW_RATINGS', 'en')).toContain('fewer than 10');
  expect(explainWithheld('NO_RATINGS', 'su')).toBe('Tacan aya pangajén.');
  expect(explainWithheld('NO_RATINGS', 'ban')).toBe('Belum ada penilaian.');
});
