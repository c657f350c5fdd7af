import { randomUUID } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { nineAnswers, type SubmitInput, type SubmitResult } from '../support/submit.ts';
import { openCutter } from './cutter.ts';
import { createDeadline, type Drill, type DrillOptions, type DrillResult, type Trial } from './drill.ts';
import { createRandom, type Random } from './random.ts';
import { openReceiptBook } from './receipts.ts';
import type { Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

/** So many submit at the same time. */
const SENDERS = 12;
const MOST_SENDS = 5;
const MOST_CONNECTIONS = 3;
const DROPPED_PERCENT = 20;
/** Of so many submissions, one is tried with other scores (R5 and R6 ask for 100,000 and 1,000). */
const PER_OTHER = 100;

/** A sender of its own, over a few connections that each take one request at a time. */
const openSender = (address: string) => {
  const agents = Array.from({ length: MOST_CONNECTIONS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const textOf = async (answer: IncomingMessage) => {
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    return text;
  };
  return {
    /** Sends over one of the connections; nothing when no outcome came back. */
    send: (input: SubmitInput, connection: number): Promise<SubmitResult | undefined> =>
      new Promise((resolve) => {
        const lost = () => resolve(undefined);
        request(`${address}/graphql`, {
          method: 'POST',
          agent: agents[connection % MOST_CONNECTIONS] ?? false,
          headers: { 'content-type': 'application/json' },
        })
          .once('error', lost)
          .once('response', (answer) => {
            textOf(answer)
              .then((text) => JSON.parse(text) as { data?: { submitFeedback?: SubmitResult } | null })
              .then(({ data }) => resolve(data?.submitFeedback), lost);
          })
          .end(JSON.stringify({ documentId: SubmitFeedbackOperation.id, variables: { input } }));
      }),
    close: () => {
      for (const agent of agents) agent.destroy();
    },
  };
};

type Sender = ReturnType<typeof openSender>;

/** Sends until an outcome arrives. */
const sendUntilAnswered = async (sender: Sender, input: SubmitInput, connection: number): Promise<SubmitResult> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const outcome = await sender.send(input, connection);
    if (outcome !== undefined) return outcome;
  }
  throw new Error(`${input.submissionKey} had no answer in 200 tries.`);
};

const scoresBy = (random: Random) => Array.from({ length: 9 }, () => random.between(1, 4));

const createInput = ({ services }: Stage, random: Random): SubmitInput => ({
  submissionKey: randomUUID(),
  serviceId: services[random.between(0, services.length - 1)] ?? '',
  questionnaireVersion: 1,
  answers: nineAnswers(scoresBy(random)),
});

/** The same key, with at least one score that is another. */
const withOtherScore = (input: SubmitInput, scores: readonly number[], random: Random): SubmitInput => {
  const changed = random.between(0, 8);
  return {
    ...input,
    answers: nineAnswers(scores.map((score, place) => (place === changed ? (score % 4) + 1 : score))),
  };
};

/** Sends each submission 1 to 5 times over up to three connections (R5). */
const sendRepeatedly = async (
  stage: Stage,
  random: Random,
  { times, minutes, say }: Omit<DrillOptions, 'seed'>,
): Promise<Trial & { readonly seen: DrillResult['seen'] }> => {
  const isOver = createDeadline(minutes);
  const book = openReceiptBook();
  let dropped = 0;
  const cutter = await openCutter(stage.address, (answer) => {
    book.note(answer);
    if (!random.percent(DROPPED_PERCENT)) return 'arrives';
    dropped += 1;
    return random.percent(50) ? 'cut' : 'cut in the middle';
  });
  const begun = new Set<string>();
  const outcomes: string[] = [];
  const submit = async (sender: Sender) => {
    const input = createInput(stage, random);
    begun.add(input.submissionKey);
    stage.sent.add(input.submissionKey);
    if (begun.size % 10_000 === 0) say(`${begun.size} submissions`);
    const connections = random.between(1, MOST_CONNECTIONS);
    const sends = Array.from({ length: random.between(1, MOST_SENDS) }, (_, at) =>
      sender.send(input, at % connections),
    );
    const answers = await Promise.all(sends);
    const answer = answers.find((one) => one !== undefined) ?? (await sendUntilAnswered(sender, input, 0));
    for (const { __typename: outcome } of [...answers.filter((one) => one !== undefined), answer])
      if (outcome !== 'SubmitFeedbackSuccess') outcomes.push(`${input.submissionKey} was answered by ${outcome}`);
  };
  const work = async () => {
    const sender = openSender(cutter.address);
    while (begun.size < times && !isOver()) await submit(sender);
    sender.close();
  };
  try {
    await Promise.all(Array.from({ length: SENDERS }, work));
  } finally {
    await cutter.close();
  }
  const codes = book.codes();
  const { stored, broken } = await compareWithStored(stage, codes);
  return {
    what: 'submission sent 1 to 5 times, 20 % of the answers lost: not one row, or not the first receipt',
    times: begun.size,
    broken: [
      ...broken,
      ...book.broken(),
      ...outcomes,
      ...[...begun].filter((key) => !codes.has(key)).map((key) => `${key} has no receipt`),
    ],

    seen: [
      ['rows stored', String(stored)],
      ['receipts that repeated the first', String(book.repeated())],
      ['answers lost on the way', String(dropped)],
    ],
  };
};

/** Sends a key again with another score, after it was stored or at the same moment (R6). */
const sendOthers = async (stage: Stage, random: Random, times: number): Promise<Trial> => {
  const broken: string[] = [];
  const meant = new Map<string, string>();
  let refused = 0;
  const flat = (answers: unknown) =>
    JSON.stringify(
      Object.entries(answers as Record<string, number>).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    );
  const byElement = ({ answers }: SubmitInput) =>
    flat(Object.fromEntries((answers as ReturnType<typeof nineAnswers>).map(({ element, score }) => [element, score])));
  const tryOne = async (sender: Sender) => {
    const scores = scoresBy(random);
    const first = { ...createInput(stage, random), answers: nineAnswers(scores) };
    const others = Array.from({ length: random.between(1, 3) }, () => withOtherScore(first, scores, random));
    const isStoredFirst = random.percent(50);
    if (isStoredFirst) await sendUntilAnswered(sender, first, 0);
    const all = [first, ...others];
    const results = await Promise.all(all.map((input, at) => sendUntilAnswered(sender, input, at)));
    const stored = all.filter((_, at) => results[at]?.__typename === 'SubmitFeedbackSuccess').map(byElement);
    const [winner = ''] = stored;
    stage.sent.add(first.submissionKey);
    meant.set(first.submissionKey, winner);
    if (stored.length === 0 || stored.some((one) => one !== winner) || (isStoredFirst && winner !== byElement(first)))
      broken.push(`${first.submissionKey} has receipts for ${new Set(stored).size} contents`);
    for (const [at, result] of results.entries()) {
      const input = all[at];
      if (input === undefined || byElement(input) === winner) continue;
      refused += 1;
      if (result.__typename !== 'KeyReused')
        broken.push(`${first.submissionKey} with another score was answered by ${result.__typename}`);
    }
  };
  const work = async () => {
    const sender = openSender(stage.address);
    while (refused < times) await tryOne(sender);
    sender.close();
  };
  await Promise.all(Array.from({ length: SENDERS }, work));
  const rows = await stage.inspect<{ key: string; answers: unknown }>(
    'select submission_key as key, answers from feedback where submission_key = any($1)',
    [[...meant.keys()]],
  );
  if (rows.length !== meant.size) broken.push(`${meant.size} keys were sent, ${rows.length} rows are stored`);
  for (const { key, answers } of rows)
    if (flat(answers) !== meant.get(key)) broken.push(`${key} is stored with other scores than those of its receipt`);
  return { what: 'key sent again with another score: not refused, or the row changed', times: refused, broken };
};

/** TRUST R5 and R6. */
export const repeats: Drill = {
  rows: 'R5, R6',
  does: 'sends submissions again over several connections while answers get lost, and keys with other scores',
  times: 100_000,
  run: async (stage, options) => {
    const random = createRandom(options.seed);
    const { seen, ...repeated } = await sendRepeatedly(stage, random, options);
    const others = await sendOthers(stage, random, Math.ceil(options.times / PER_OTHER));
    return { trials: [repeated, others], seen };
  },
};
