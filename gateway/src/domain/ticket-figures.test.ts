import { expect, test } from 'vitest';
import { type CountedTicket, ticketFigures } from './ticket-figures.ts';

const TODAY = '2026-08-20';

const waiting: CountedTicket = {
  state: 'RECEIVED',
  isSpam: false,
  firstAnsweredOn: null,
  answerBy: TODAY,
  outcome: null,
  isOverdue: false,
};
const answered: CountedTicket = { ...waiting, state: 'ANSWERED', firstAnsweredOn: '2026-08-20' };
const late: CountedTicket = { ...waiting, answerBy: '2026-08-19', isOverdue: true };

test('without tickets there is nothing, and no share of it', () => {
  expect(Object.values(ticketFigures([], TODAY)).every((figure) => figure === 0)).toBe(true);
});

test('closed is the word of the office, fixed that of the citizen', () => {
  const closed: CountedTicket = { ...answered, state: 'CLOSED' };
  const figures = ticketFigures(
    [
      closed,
      { ...closed, outcome: 'FIXED' },
      { ...closed, outcome: 'NOT_FIXED' },
      { ...answered, outcome: 'NOT_FIXED' },
    ],
    TODAY,
  );
  expect(figures).toMatchObject({ answered: 4, closed: 3, open: 1, fixed: 1, notFixed: 2, notSaid: 1 });
});

test('what waits is neither in time nor late until its last day is over', () => {
  expect(ticketFigures([waiting], TODAY)).toMatchObject({ open: 1, decided: 0, inTime: 0, overdue: 0 });
  expect(ticketFigures([late], TODAY)).toMatchObject({ open: 1, decided: 1, inTime: 0, overdue: 1 });
});

test('an answer is in time on the last day, and late on the day after', () => {
  expect(ticketFigures([answered], TODAY)).toMatchObject({ decided: 1, inTime: 1 });
  expect(ticketFigures([{ ...answered, firstAnsweredOn: '2026-08-21' }], TODAY)).toMatchObject({
    decided: 1,
    inTime: 0,
  });
});

test('what was taken back before an answer was due is nobody’s failure', () => {
  expect(ticketFigures([{ ...late, state: 'WITHDRAWN', isOverdue: false }], TODAY)).toMatchObject({
    received: 1,
    withdrawn: 1,
    open: 0,
    decided: 0,
  });
});

test('spam is counted as spam, and in nothing else', () => {
  expect(ticketFigures([{ ...late, isSpam: true }, waiting], TODAY)).toMatchObject({
    received: 1,
    spam: 1,
    open: 1,
    overdue: 0,
    decided: 0,
  });
});

test('every ticket is open, closed or withdrawn, and every answered one has one word of the citizen or none', () => {
  const all: readonly CountedTicket[] = [waiting, answered, late, { ...answered, state: 'CLOSED', outcome: 'FIXED' }];
  const { received, open, closed, withdrawn, answered: told, fixed, notFixed, notSaid } = ticketFigures(all, TODAY);
  expect(open + closed + withdrawn).toBe(received);
  expect(fixed + notFixed + notSaid).toBe(told);
});
