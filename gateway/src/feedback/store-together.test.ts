import type { Pool, QueryConfig } from 'pg';
import { expect, test } from 'vitest';
import { skm2017 } from '../../../test/support/questionnaires.ts';
import { type FeedbackRow, prepareFeedback } from './store-feedback.ts';
import { storeTogether } from './store-together.ts';

const UUID = '00000000-0000-4000-8000-000000000000';

const row = (id: string, overrides: Partial<FeedbackRow> = {}): FeedbackRow => ({
  tenantId: UUID,
  id,
  submissionKey: id,
  requestHash: Buffer.alloc(32),
  kind: 'RATING',
  serviceId: UUID,
  unitId: UUID,
  comment: null,
  respondent: {},
  receivedAt: new Date('2026-08-10T03:00:00Z'),
  submittedAt: null,
  countedOn: '2026-08-10',
  late: false,
  channel: 'API',
  verified: false,
  visitCode: null,
  embedSiteId: null,
  receiptHash: Buffer.alloc(32),
  receiptKeyVersion: 1,
  place: null,
  deviceId: null,
  source: null,
  auditId: id,
  actor: 'citizen',
  ...overrides,
});

const GOOD = skm2017.elements.map(() => 3 as const);

/** A database that keeps what it is asked, and answers when it is told to: a bad id fails the statement it is in. */
const openPool = (bad: Readonly<Record<string, string>> = {}) => {
  const asked: (readonly string[])[] = [];
  const answers: (() => void)[] = [];
  const query = ({ values = [] }: QueryConfig) => {
    const ids = (JSON.parse(String(values[1])) as { id: string }[]).map(({ id }) => id);
    asked.push(ids);
    return new Promise((resolve, reject) => {
      answers.push(() => {
        const code = ids.map((id) => bad[id]).find((one) => one !== undefined);
        if (code === undefined) resolve({ rows: ids.map((id) => ({ id })) });
        else reject(Object.assign(new Error(`refused with ${code}`), { code }));
      });
    });
  };
  const pool = { query } as unknown as Pool;
  return {
    asked,
    store: (id: string, overrides: Partial<FeedbackRow> = {}) =>
      storeTogether(pool, prepareFeedback(row(id, overrides), skm2017, GOOD)).catch((error: Error) => error.message),
    answerAll: async () => {
      for (let quiet = 0; quiet < 5; quiet += 1) {
        for (const answer of answers.splice(0)) {
          answer();
          quiet = 0;
        }
        await new Promise(setImmediate);
      }
    },
  };
};

test('the first are sent at once, and whatever comes meanwhile goes together', async () => {
  const { asked, store, answerAll } = openPool();
  const all = Array.from({ length: 10 }, (_, place) => store(`f${place}`));
  expect(asked).toEqual([['f0'], ['f1']]);
  await answerAll();
  expect(await Promise.all(all)).toEqual(all.map(() => true));
  expect(asked.slice(2)).toEqual([['f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9']]);
});

test('of one that the database refuses, the others of its batch know nothing', async () => {
  const { store, answerAll } = openPool({ f4: '22021' });
  const all = Array.from({ length: 6 }, (_, place) => store(`f${place}`));
  await answerAll();
  expect(await Promise.all(all)).toEqual([true, true, true, true, 'refused with 22021', true]);
});

test('while the database is away, a batch is not tried one by one', async () => {
  const { asked, store, answerAll } = openPool({ f4: '57P01' });
  const all = Array.from({ length: 6 }, (_, place) => store(`f${place}`));
  await answerAll();
  expect(await Promise.all(all)).toEqual([true, true, ...['f2', 'f3', 'f4', 'f5'].map(() => 'refused with 57P01')]);
  expect(asked).toHaveLength(3);
});

test('what may fail by itself goes alone, and regions do not wait for each other', async () => {
  const { asked, store, answerAll } = openPool();
  const all = [
    ...['f0', 'f1', 'f2'].map((id) => store(id)),
    store('code', { visitCode: Buffer.alloc(32) }),
    store('aside', { setAside: { exclusionId: 'e', from: new Date(0), until: new Date(1) } }),
    store('palu', { tenantId: UUID.replace('4', '5') }),
  ];
  expect(asked).toEqual([['f0'], ['f1'], ['code'], ['aside'], ['palu']]);
  await answerAll();
  expect(await Promise.all(all)).toEqual(all.map(() => true));
});
