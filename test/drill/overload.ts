import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SubmitFeedbackOperation } from '@kinerja/schema/operations';
import { nineAnswers, rating, type SubmitInput, type SubmitResult } from '../support/submit.ts';
import { createDeadline, type Drill } from './drill.ts';
import { createRandom, type Random } from './random.ts';
import { inSeconds } from './spread.ts';
import type { Stage } from './stage.ts';
import { compareWithStored } from './stored.ts';

/** As many as keep the gateway busy, and ten times as many. */
const BUSY = 64;
const TOO_MANY = 10 * BUSY;
/** Of the time, for what it can do without too many; the rest is for too many. */
const SHARE_ALONE = 1 / 6;
const CALM_SECONDS = 30;
const SCORES = [1, 2, 3, 4] as const;

interface Sent {
  readonly key: string;
  readonly code: string;
  readonly milliseconds: number;
}

/** What many senders got, who submit without a rest, and when they are sent away come back as they are told. */
interface Load {
  readonly stored: readonly Sent[];
  readonly sentAway: number;
  readonly seconds: number;
  readonly complaints: readonly string[];
}

const submitOnce = async (address: string, input: SubmitInput) => {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId: SubmitFeedbackOperation.id, variables: { input } }),
  });
  const text = await answer.text();
  if (answer.status === 503) return { comeBackSeconds: Number(answer.headers.get('retry-after')) };
  const { data } = JSON.parse(text) as { data?: { submitFeedback?: SubmitResult } };
  return { result: data?.submitFeedback, text };
};

const load = async (
  stage: Stage,
  random: Random,
  senders: number,
  isEnough: (stored: number) => boolean,
): Promise<Load> => {
  const stored: Sent[] = [];
  const complaints: string[] = [];
  let sentAway = 0;
  const pick = <T>(from: readonly T[]): T => from[random.between(0, from.length - 1)] as T;
  const isOver = () => isEnough(stored.length);
  const comeBack = async (key: string, seconds: number) => {
    sentAway += 1;
    if (!(seconds >= 5 && seconds <= 30)) complaints.push(`${key} was told to come back after ${seconds} s`);
    const until = performance.now() + seconds * 1_000;
    while (performance.now() < until && !isOver()) await sleep(100);
  };
  const submit = async (input: SubmitInput): Promise<unknown> => {
    const { submissionKey: key } = input;
    while (!isOver()) {
      const askedAt = performance.now();
      const { comeBackSeconds, result, text } = await submitOnce(stage.address, input);
      if (comeBackSeconds !== undefined) await comeBack(key, comeBackSeconds);
      else if (result?.__typename === 'SubmitFeedbackSuccess')
        return stored.push({ key, code: result.receipt.code, milliseconds: performance.now() - askedAt });
      else return complaints.push(`${key}: ${text}`);
    }
    return undefined;
  };
  const sender = async () => {
    while (!isOver()) {
      const scores = Array.from({ length: 9 }, () => pick(SCORES));
      const input = rating(pick(stage.services), { answers: nineAnswers(scores) });
      stage.sent.add(input.submissionKey);
      await submit(input);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: senders }, sender));
  return { stored, sentAway, seconds: inSeconds(performance.now() - startedAt), complaints };
};

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

const within = (sorted: readonly Sent[], share: number): number =>
  inSeconds(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.milliseconds ?? Number.NaN);

/** Seconds until an answer takes no longer than it did before anybody came, three times over. */
const secondsUntilCalm = async (stage: Stage, random: Random, calm: number): Promise<number> => {
  const startedAt = performance.now();
  while (inSeconds(performance.now() - startedAt) < CALM_SECONDS) {
    const { stored } = await load(stage, random, 1, (stored) => stored >= 5);
    if (within(stored, 0.5) <= 3 * calm) break;
  }
  return inSeconds(performance.now() - startedAt);
};

/** TRUST R9. */
export const overload: Drill = {
  rows: 'R9',
  does: 'has ten times as many people submit at the same time as keep the gateway busy',
  times: 1_000_000,
  run: async (stage, { times, minutes, seed, say }) => {
    const random = createRandom(seed);
    const before = memoryOf(stage.gateway().pid);
    const idle = await load(stage, random, 1, (stored) => stored >= 20);
    const until = (share: number) => {
      const isOver = createDeadline(minutes * share);
      return (stored: number) => stored >= times * share || isOver();
    };
    const alone = await load(stage, random, BUSY, until(SHARE_ALONE));
    const capacity = alone.stored.length / alone.seconds;
    say(`${BUSY} at once: ${capacity.toFixed(0)} a second`);
    const crowded = await load(stage, random, TOO_MANY, until(1 - SHARE_ALONE));
    const goodput = crowded.stored.length / crowded.seconds;
    const memory = memoryOf(stage.gateway().pid);
    const calm = await secondsUntilCalm(stage, random, within(idle.stored, 0.5));
    const all = [...idle.stored, ...alone.stored, ...crowded.stored];
    const { broken } = await compareWithStored(stage, new Map(all.map(({ key, code }) => [key, code])));
    const sorted = crowded.stored.toSorted((a, b) => a.milliseconds - b.milliseconds);
    return {
      trials: [
        { what: 'confirmed under too much load: lost or doubled', times: all.length, broken, isByChance: false },
        {
          what: 'submit under too much load: neither stored nor told when to come back',
          times: crowded.stored.length + crowded.sentAway + crowded.complaints.length,
          broken: [...alone.complaints, ...crowded.complaints],
          isByChance: false,
        },
      ],
      seen: [
        [
          `stored a second, of ${BUSY} at once and of ${TOO_MANY}`,
          `${capacity.toFixed(0)}, ${goodput.toFixed(0)}: ${((100 * goodput) / capacity).toFixed(0)} %`,
          '≥ 90 %',
        ],
        ['sent away with a time to come back', String(crowded.sentAway)],
        ['99 of 100 that were taken in, stored within', `${within(sorted, 0.99).toFixed(2)} s`, '≤ 2 s'],
        [
          'memory idle and under load',
          `${before.toFixed(0)} and ${memory.toFixed(0)} MB: ${(memory / before).toFixed(2)}`,
          '≤ 1.5',
        ],
        ['as quick as before again after', `${calm.toFixed(1)} s`, '≤ 30 s'],
      ],
    };
  },
};
