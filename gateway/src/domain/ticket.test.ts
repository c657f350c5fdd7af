import sp4nLapor from '@kinerja/schema/ticket-policies/sp4n-lapor.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import {
  officeMoves,
  stateAfter,
  stepWords,
  TICKET_MOVES,
  TICKET_STATES,
  type TicketMove,
  ticketMoves,
  toCitizen,
} from './ticket.ts';
import { officeDueOn, ticketDeadlines } from './ticket-clock.ts';
import { parseTicketPolicy } from './ticket-policy.ts';

const policy = parseTicketPolicy(sp4nLapor);

/** While something is to be done, and at any time. */
const HANDING = ['ASSIGN', 'ESCALATE'] as const;
/** What can be done with it whatever became of it. */
const MODERATING = ['HIDE', 'SHOW', 'FLAG_SPAM', 'UNFLAG_SPAM', 'TAG'] as const;

/** What each can do in each state: the whole table, once more, in the words of the states. */
const POSSIBLE = {
  RECEIVED: { OFFICE: ['VERIFY', 'NOTE', ...HANDING, ...MODERATING], CITIZEN: ['ADD', 'WITHDRAW'], SYSTEM: [] },
  VERIFIED: { OFFICE: ['START', 'REPLY', 'NOTE', ...HANDING, ...MODERATING], CITIZEN: ['ADD', 'WITHDRAW'], SYSTEM: [] },
  IN_PROGRESS: { OFFICE: ['REPLY', 'NOTE', ...HANDING, ...MODERATING], CITIZEN: ['ADD', 'WITHDRAW'], SYSTEM: [] },
  ANSWERED: {
    OFFICE: ['REPLY', 'NOTE', 'CLOSE', ...HANDING, ...MODERATING],
    CITIZEN: ['ANSWER_BACK', 'WITHDRAW', 'SAY_OUTCOME'],
    SYSTEM: ['CLOSE_SILENT'],
  },
  CLOSED: { OFFICE: ['NOTE', 'REOPEN', ...MODERATING], CITIZEN: ['SAY_OUTCOME'], SYSTEM: [] },
  WITHDRAWN: { OFFICE: ['NOTE', ...MODERATING], CITIZEN: [], SYSTEM: [] },
} as const;

describe.each(TICKET_STATES)('in the state %s', (state) => {
  test.each(['OFFICE', 'CITIZEN', 'SYSTEM'] as const)('%s can do what the table says, and nothing else', (actor) => {
    expect(ticketMoves(actor, state)).toEqual(POSSIBLE[state][actor]);
  });

  test('nothing else leads anywhere', () => {
    const possible = Object.values(POSSIBLE[state]).flat() as readonly TicketMove[];
    for (const move of Object.keys(TICKET_MOVES) as TicketMove[])
      if (!possible.includes(move)) expect(() => stateAfter(move, state)).toThrow(RangeError);
  });
});

test.each(TICKET_STATES)('in the state %s what is taken for spam has to be taken for a report first', (state) => {
  expect(officeMoves(state, true)).toEqual(['NOTE', 'HIDE', 'SHOW', 'UNFLAG_SPAM']);
  expect(officeMoves(state, false)).toEqual(POSSIBLE[state].OFFICE.filter((move) => move !== 'UNFLAG_SPAM'));
});

test('the citizen sees neither notes nor who was told to do it, and of an escalation not why', () => {
  const all = Object.keys(TICKET_MOVES) as TicketMove[];
  const seen = (what: string) => all.filter((move) => toCitizen(move) === what);
  expect([seen('NOTHING'), seen('STEP')]).toEqual([['NOTE', 'ASSIGN', 'TAG'], ['ESCALATE']]);
});

test('a verdict of the citizen is told by what it was', () => {
  expect(stepWords('SAY_OUTCOME', 'FIXED').id).toBe('dinilai pelapor: sudah beres');
  expect(stepWords('SAY_OUTCOME', 'NOT_FIXED').id).toBe('dinilai pelapor: belum beres');
  expect(stepWords('CLOSE', null).id).toBe('ditutup');
});

test('closing is not mending: only the office closes, and only the citizen says what became of it', () => {
  expect(stateAfter('CLOSE', 'ANSWERED')).toBe('CLOSED');
  expect(stateAfter('SAY_OUTCOME', 'CLOSED')).toBe('CLOSED');
  expect(stateAfter('ANSWER_BACK', 'ANSWERED')).toBe('IN_PROGRESS');
});

describe('deadlines', () => {
  /** A Thursday evening in Jakarta, already Friday in Jayapura. */
  const receivedAt = Date.parse('2026-08-13T16:30:00Z');
  const calendar = { zone: 'Asia/Jakarta', holidays: new Set(['2026-08-17']) };
  const times = {
    kind: 'COMPLAINT',
    category: null,
    state: 'RECEIVED',
    receivedAt,
    verifiedAt: null,
    answeredAt: null,
    closedAt: null,
  } as const;

  test('are counted in working days from the day after, without weekends and the holidays of the region', () => {
    // Friday 14, then the weekend and Independence Day on Monday 17: Tuesday 18 is the second, Wednesday 19 the third.
    expect(ticketDeadlines(policy, times, calendar)).toEqual({
      verifyBy: '2026-08-19',
      followUpBy: null,
      // 14: Friday 14 (1), 18 to 21 (5), 24 to 28 (10), 31 to 3 September (14).
      answerBy: '2026-09-03',
      replyBy: null,
      askOutcomeOn: null,
    });
    expect(ticketDeadlines(policy, times, { ...calendar, zone: 'Asia/Jayapura' }).verifyBy).toBe('2026-08-20');
  });

  test('of the answer are those of the category, once there is one, and of the kind before', () => {
    const answerBy = (more: object) => ticketDeadlines(policy, { ...times, ...more }, calendar).answerBy;
    expect(answerBy({ kind: 'INFORMATION_REQUEST' })).toBe('2026-08-21');
    expect(answerBy({ category: 'informasi' })).toBe('2026-08-21');
    // 60 working days: 14 until 3 September, and 46 more, of which the 45th is Thursday 5 November.
    expect(answerBy({ category: 'pungutan' })).toBe('2026-11-06');
    expect(answerBy({ category: 'gone-since' })).toBe('2026-09-03');
  });

  test('follow what the office did', () => {
    const answered = {
      ...times,
      state: 'ANSWERED',
      verifiedAt: Date.parse('2026-08-18T02:00:00Z'),
      answeredAt: Date.parse('2026-08-20T02:00:00Z'),
      closedAt: Date.parse('2026-09-04T02:00:00Z'),
    } as const;
    expect(ticketDeadlines(policy, answered, calendar)).toMatchObject({
      followUpBy: '2026-08-25',
      replyBy: '2026-09-03',
      askOutcomeOn: '2026-10-02',
    });
  });

  test('of the office are those of what it has to do next', () => {
    const deadlines = { verifyBy: '1', followUpBy: '2', answerBy: '3', replyBy: '4', askOutcomeOn: '5' };
    expect(TICKET_STATES.map((state) => officeDueOn(state, deadlines))).toEqual(['1', '2', '3', null, null, null]);
  });
});

test.each([
  ['no days', { verifyWithin: 0 }, 'verifyWithin'],
  ['half a day', { closeAfterSilence: 1.5 }, 'closeAfterSilence'],
  ['years', { followUpWithin: 1000 }, 'followUpWithin'],
  ['a field that there is not', { verifyWithn: 3 }, '(seluruhnya)'],
  ['a category twice', { categories: [sp4nLapor.categories[0], sp4nLapor.categories[0]] }, 'categories.1.key'],
  ['no category', { categories: [] }, 'categories'],
])('a policy with %s is refused by its path', (_, change, path) => {
  expect(() => parseTicketPolicy({ ...sp4nLapor, ...change })).toThrow(`tidak dapat dipakai:\n  ${path}: `);
});
