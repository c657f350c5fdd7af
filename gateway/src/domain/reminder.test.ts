import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseAppraisalPolicy } from './appraisal-policy.ts';
import { logReminderDue, logReminderText, overdueSince, reminderDue, reminderText, type Standing } from './reminder.ts';

const policyOf = (name: string) =>
  parseAppraisalPolicy(
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../../schema/policies/${name}.json`, import.meta.url)), 'utf8'),
    ) as unknown,
  );
const tanjungselor = policyOf('tanjungselor');
const kutacane = policyOf('kutacane');
const NO_HOLIDAYS: ReadonlySet<string> = new Set();

/** The rating of the third quarter, open from 5 to 14 October, reminded of five days and one day before. */
const rating: Standing = {
  policy: tanjungselor,
  period: '2026-Q3',
  stage: 'SUPERVISOR_RATING',
  since: '2026-10-04',
  deadline: null,
};

describe('of a stage with a window', () => {
  test.each([
    ['2026-10-04', undefined],
    ['2026-10-05', 'STAGE_OPENS 2026-10-05'],
    ['2026-10-08', 'STAGE_OPENS 2026-10-05'],
    ['2026-10-09', 'STAGE_CLOSES 2026-10-09'],
    ['2026-10-12', 'STAGE_CLOSES 2026-10-09'],
    ['2026-10-13', 'STAGE_CLOSES 2026-10-13'],
    ['2026-10-14', 'STAGE_CLOSES 2026-10-13'],
    ['2026-10-15', 'STAGE_OVERDUE 2026-10-15'],
    ['2027-01-31', 'STAGE_OVERDUE 2026-10-15'],
  ])('on %s the latest is %s', (today, expected) => {
    const due = reminderDue(rating, today, NO_HOLIDAYS);
    expect(due && `${due.kind} ${due.dueOn}`).toBe(expected);
  });

  test.each([
    ['2026-10-10', '2026-10-10', 'STAGE_OPENS 2026-10-10'],
    ['2026-10-13', '2026-10-13', 'STAGE_CLOSES 2026-10-13'],
    ['2026-10-14', '2026-10-14', 'STAGE_OPENS 2026-10-14'],
    ['2026-10-20', '2026-10-20', 'STAGE_OVERDUE 2026-10-20'],
    ['2026-10-20', '2026-10-25', 'STAGE_OVERDUE 2026-10-20'],
  ])('which was reached on %s, the latest on %s is %s', (since, today, expected) => {
    const due = reminderDue({ ...rating, since }, today, NO_HOLIDAYS);
    expect(due && `${due.kind} ${due.dueOn}`).toBe(expected);
  });

  test('lateness begins with the day after it closes', () => {
    expect(overdueSince(rating, '2026-10-14')).toBeUndefined();
    expect(overdueSince(rating, '2026-10-15')).toBe('2026-10-15');
    expect(overdueSince(rating, '2026-11-15')).toBe('2026-10-15');
  });
});

describe('of the national stages', () => {
  const delivered: Standing = { ...rating, stage: 'DELIVERED', since: '2026-10-01', deadline: '2026-10-21' };

  test('nothing is due before the document was received', () => {
    expect(reminderDue({ ...delivered, deadline: null }, '2026-12-31', NO_HOLIDAYS)).toBeUndefined();
    expect(overdueSince({ ...delivered, deadline: null }, '2026-12-31')).toBeUndefined();
  });

  test('three working days before the time to object ends; a holiday brings it forward; afterwards nothing', () => {
    const due = { kind: 'OBJECTION_ENDS', endsOn: '2026-10-21' };
    expect(reminderDue(delivered, '2026-10-15', NO_HOLIDAYS)).toBeUndefined();
    expect(reminderDue(delivered, '2026-10-16', NO_HOLIDAYS)).toEqual({ ...due, dueOn: '2026-10-16' });
    expect(reminderDue(delivered, '2026-10-15', new Set(['2026-10-19']))).toEqual({ ...due, dueOn: '2026-10-15' });
    expect(reminderDue(delivered, '2026-10-22', NO_HOLIDAYS)).toBeUndefined();
    expect(overdueSince(delivered, '2026-10-22')).toBeUndefined();
  });

  test('two working days before a decision is due, and on the day after', () => {
    const objected: Standing = { ...delivered, stage: 'OBJECTION', deadline: '2026-11-02' };
    expect(reminderDue(objected, '2026-10-28', NO_HOLIDAYS)).toBeUndefined();
    expect(reminderDue(objected, '2026-10-29', NO_HOLIDAYS)).toMatchObject({
      kind: 'DECISION_DUE',
      dueOn: '2026-10-29',
    });
    expect(reminderDue(objected, '2026-11-03', NO_HOLIDAYS)).toMatchObject({
      kind: 'STAGE_OVERDUE',
      dueOn: '2026-11-03',
    });
    expect(overdueSince(objected, '2026-11-03')).toBe('2026-11-03');
  });
});

describe('of the daily log', () => {
  test.each([
    ['2026-12-03', undefined],
    ['2026-12-04', '2026-12-04'],
    ['2026-12-07', '2026-12-04'],
    ['2026-12-08', undefined],
  ])('of November, on %s: %s', (today, expected) => {
    expect(logReminderDue(kutacane, today)?.dueOn).toBe(expected);
  });

  test('which closes with its month, in that month', () => {
    expect(logReminderDue({ ...kutacane, activityDays: 0 }, '2026-02-26')).toMatchObject({
      month: '2026-02',
      dueOn: '2026-02-25',
      endsOn: '2026-02-28',
    });
  });

  test('nothing where the policy does not count it', () => {
    expect(logReminderDue(tanjungselor, '2026-12-04')).toBeUndefined();
  });
});

describe('the words', () => {
  test('name the stage, the period and the day; for others, the person', () => {
    const due = { kind: 'STAGE_CLOSES', dueOn: '2026-10-13', endsOn: '2026-10-14' } as const;
    expect(reminderText(due, rating)).toBe('Tahap Penilaian atasan triwulan III 2026 ditutup pada 14 Oktober 2026.');
    expect(reminderText(due, rating, 'Siti')).toMatch(/^Siti: Tahap /);
  });

  test('of a log name its month', () => {
    expect(logReminderText({ month: '2026-11', dueOn: '2026-12-04', endsOn: '2026-12-07' })).toBe(
      'Log kegiatan November 2026 dapat diisi sampai 7 Desember 2026.',
    );
  });
});
