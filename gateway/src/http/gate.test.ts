import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { behindUnlessSent, createGate, type Rank } from './gate.ts';

const PATIENT_MS = 60_000;

/** A gate for one at a time, and the ranks of those who were let in and sent away, in their order. */
const openGate = ({ waitMs = PATIENT_MS, mostWaiting = 200 } = {}) => {
  const letIn: Rank[] = [];
  const sentAway: Rank[] = [];
  const gate = createGate({
    atOnce: 1,
    sentence: 'Ramai.',
    waitMs,
    mostWaiting,
    onSentAway: (rank) => sentAway.push(rank),
  });
  const leaves: (() => void)[] = [];
  const come = (rank: Rank): Promise<void> =>
    gate.enter(rank).then(
      (leave) => {
        letIn.push(rank);
        leaves.push(leave);
      },
      (error: unknown) => {
        expect(error).toMatchObject({
          status: 503,
          headers: { 'Retry-After': expect.stringMatching(/^([5-9]|[12]\d|30)$/) },
        });
      },
    );
  /** Whoever is inside leaves, until nobody waits. */
  const empty = async () => {
    while (leaves.length > 0) {
      leaves.pop()?.();
      await new Promise(setImmediate);
    }
  };
  return { come, empty, letIn, sentAway };
};

test('a place goes to the highest rank that waits, and within a rank to whoever came first', async () => {
  const { come, empty, letIn } = openGate();
  const all = (['report', 'board', 'report', 'submit', 'staff', 'submit', 'board'] as const).map(come);
  await new Promise(setImmediate);
  await empty();
  await Promise.all(all);
  expect(letIn).toEqual(['report', 'submit', 'submit', 'staff', 'board', 'board', 'report']);
});

test('where too many wait, the lowest rank is sent away, and of it who came last', async () => {
  const { come, empty, letIn, sentAway } = openGate({ mostWaiting: 2 });
  const all = (['staff', 'board', 'report', 'board', 'submit', 'staff', 'submit', 'submit'] as const).map(come);
  await new Promise(setImmediate);
  expect(sentAway).toEqual(['report', 'board', 'board', 'staff', 'submit']);
  await empty();
  await Promise.all(all);
  expect(letIn).toEqual(['staff', 'submit', 'submit']);
});

test('whoever has waited for long enough is sent away, and the next place is for another', async () => {
  const { come, empty, letIn, sentAway } = openGate({ waitMs: 5 });
  await come('staff');
  await come('submit');
  expect(sentAway).toEqual(['submit']);
  await empty();
  await come('board');
  expect(letIn).toEqual(['staff', 'board']);
});

test('a form that is still being sent keeps no place, and waits for none', async () => {
  const gate = createGate({ atOnce: 1, sentence: 'Ramai.', waitMs: 5 });
  const asked: string[] = [];
  const respond = behindUnlessSent(
    gate,
    'submit',
  )(async ({ request: { method } }) => {
    asked.push(String(method));
    if (method === 'POST') await new Promise(() => undefined);
  });
  const by = (method: string) => respond({ request: { method } } as Exchange);
  void by('POST');
  void by('POST');
  await by('GET');
  const leave = await gate.enter('submit');
  await expect(by('GET')).rejects.toMatchObject({ status: 503 });
  void by('POST');
  expect(asked).toEqual(['POST', 'POST', 'GET', 'POST']);
  leave();
});
